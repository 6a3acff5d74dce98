-- CreateTable
CREATE TABLE "word_vectors" (
    "hash" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "trained_at" TIMESTAMPTZ(3),
    "dimensions" INTEGER,
    "pieces" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "rows" BYTEA,

    CONSTRAINT "word_vectors_pkey" PRIMARY KEY ("hash")
);


