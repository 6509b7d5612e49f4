-- CreateTable
CREATE TABLE "RunSummary" (
    "sessionId" TEXT NOT NULL,
    "roundIndex" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "teamId" TEXT NOT NULL,
    "runOf" TEXT NOT NULL,
    "runIndex" INTEGER NOT NULL,
    "summary" JSON NOT NULL,

    CONSTRAINT "RunSummary_pkey" PRIMARY KEY ("sessionId","roundIndex","attempt","teamId","runOf","runIndex")
);

-- AddForeignKey
ALTER TABLE "RunSummary" ADD CONSTRAINT "RunSummary_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("sessionId") ON DELETE CASCADE ON UPDATE CASCADE;
