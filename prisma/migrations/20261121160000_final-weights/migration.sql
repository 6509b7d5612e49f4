-- CreateTable
CREATE TABLE "FinalWeights" (
    "sessionId" TEXT NOT NULL,
    "roundIndex" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "teamId" TEXT NOT NULL,
    "reopenCount" INTEGER NOT NULL,
    "replicaIndex" INTEGER NOT NULL,
    "seatId" TEXT,
    "weights" BYTEA NOT NULL,

    CONSTRAINT "FinalWeights_pkey" PRIMARY KEY ("sessionId","roundIndex","attempt","teamId","reopenCount")
);

-- AddForeignKey
ALTER TABLE "FinalWeights" ADD CONSTRAINT "FinalWeights_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("sessionId") ON DELETE CASCADE ON UPDATE CASCADE;
