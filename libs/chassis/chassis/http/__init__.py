"""The door of a service: callers, problem documents, lists, files, health."""

from chassis.http.app import AppContext, application
from chassis.http.attempts import ATTEMPT, Attempt
from chassis.http.batches import batch_router
from chassis.http.caller import acts, address_of, asks, key_of
from chassis.http.closed import open_always
from chassis.http.files import Files, files_router
from chassis.http.health import router as health_router
from chassis.http.history import Happened, History, Recorded, happened, history_of, labels_of, published
from chassis.http.judging import KnownView, RulesView
from chassis.http.media import Kind, Sizes
from chassis.http.naming import Naming, nothing_named
from chassis.http.problems import Problem
from chassis.http.quota import Quota
from chassis.http.routing import View, joined, routes
from chassis.http.stream import changes_router
from chassis.http.watching import Watched, Watcher
from chassis.http.ways import Way, ways_to, words_of
from chassis.http.work import work_router
from chassis.http.work_items import Subject, Tell, in_short

__all__ = [
    "ATTEMPT",
    "AppContext",
    "Attempt",
    "Files",
    "Happened",
    "History",
    "Kind",
    "KnownView",
    "Naming",
    "Problem",
    "Quota",
    "Recorded",
    "RulesView",
    "Sizes",
    "Subject",
    "Tell",
    "View",
    "Watched",
    "Watcher",
    "Way",
    "acts",
    "address_of",
    "application",
    "asks",
    "batch_router",
    "changes_router",
    "files_router",
    "happened",
    "health_router",
    "history_of",
    "in_short",
    "joined",
    "key_of",
    "labels_of",
    "nothing_named",
    "open_always",
    "published",
    "routes",
    "ways_to",
    "words_of",
    "work_router",
]
