-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Session" (
    "sessionId" TEXT NOT NULL,
    "joinCode" TEXT NOT NULL,
    "openJoinCode" TEXT,
    "createdAtMs" BIGINT NOT NULL,
    "closedAtMs" BIGINT,
    "snapshotVersion" INTEGER NOT NULL,
    "snapshotState" JSON NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("sessionId")
);

-- CreateTable
CREATE TABLE "SessionEvent" (
    "sessionId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "atMs" BIGINT NOT NULL,
    "action" JSON NOT NULL,

    CONSTRAINT "SessionEvent_pkey" PRIMARY KEY ("sessionId","version")
);

-- CreateTable
CREATE TABLE "Prediction" (
    "sessionId" TEXT NOT NULL,
    "roundIndex" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL,
    "teamId" TEXT NOT NULL,
    "replicaIndex" INTEGER NOT NULL,
    "uploadKey" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "bits" BYTEA NOT NULL,
    "errorCount" INTEGER NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "atMs" BIGINT NOT NULL,

    CONSTRAINT "Prediction_pkey" PRIMARY KEY ("sessionId","roundIndex","attempt","teamId","replicaIndex","uploadKey")
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "id" INTEGER NOT NULL,
    "atMs" BIGINT NOT NULL,

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Session_openJoinCode_key" ON "Session"("openJoinCode");

-- CreateIndex
CREATE INDEX "Session_closedAtMs_idx" ON "Session"("closedAtMs");

-- AddForeignKey
ALTER TABLE "SessionEvent" ADD CONSTRAINT "SessionEvent_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("sessionId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prediction" ADD CONSTRAINT "Prediction_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("sessionId") ON DELETE CASCADE ON UPDATE CASCADE;
