-- Errors of regressions are no counts. Every deck until now had 10,000 test rows.
ALTER TABLE "Prediction" ADD COLUMN "testError" DOUBLE PRECISION;
UPDATE "Prediction" SET "testError" = "errorCount" / 10000.0;
ALTER TABLE "Prediction" ALTER COLUMN "testError" SET NOT NULL;
ALTER TABLE "Prediction" DROP COLUMN "errorCount";
