ALTER TYPE "DrawState" ADD VALUE 'void';
