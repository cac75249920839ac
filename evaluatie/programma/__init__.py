"""The uitvoeringsprogramma as a document: composed (`samenstellen`), kept as a plain tree (`blokken`), and written as page, PDF and ODT."""
