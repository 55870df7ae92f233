"""The store of documents and of files: one port, and what keeps it."""

from chassis.documents.blobs import Blobs, MemoryBlobs, StoredFile, put_whole, read_whole
from chassis.documents.clock import LATEST_WRITE, StoreClock
from chassis.documents.digests import checked
from chassis.documents.finding import LAST_CHARACTER, begins_with, ends_of, found_in, letters
from chassis.documents.gridfs import MongoBlobs
from chassis.documents.listing import (
    BAD_CURSOR,
    ListQuery,
    Page,
    SearchQuery,
    StageQuery,
    both,
    find_page,
    page_of,
    withheld,
)
from chassis.documents.matching import matches
from chassis.documents.memory import MemoryDocuments
from chassis.documents.mongo import MongoDocuments, connect
from chassis.documents.port import PRESENT, Change, Document, Documents, Index, Sort, StoreUnreachable, find_one
from chassis.documents.received import Received
from chassis.documents.thumbnails import MADE_AS, Side, Thumbnails
from chassis.documents.uploads import WRONG_OFFSET, Upload, Uploads

__all__ = [
    "BAD_CURSOR",
    "LAST_CHARACTER",
    "LATEST_WRITE",
    "MADE_AS",
    "PRESENT",
    "WRONG_OFFSET",
    "Blobs",
    "Change",
    "Document",
    "Documents",
    "Index",
    "ListQuery",
    "MemoryBlobs",
    "MemoryDocuments",
    "MongoBlobs",
    "MongoDocuments",
    "Page",
    "Received",
    "SearchQuery",
    "Side",
    "Sort",
    "StageQuery",
    "StoreClock",
    "StoreUnreachable",
    "StoredFile",
    "Thumbnails",
    "Upload",
    "Uploads",
    "begins_with",
    "both",
    "checked",
    "connect",
    "ends_of",
    "find_one",
    "find_page",
    "found_in",
    "letters",
    "matches",
    "page_of",
    "put_whole",
    "read_whole",
    "withheld",
]
