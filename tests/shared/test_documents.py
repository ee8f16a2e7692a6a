# SPDX-License-Identifier: Apache-2.0
"""MongoEngine knows documents by their class names, across services in one process: none may shadow another."""

from mongoengine.base.common import _document_registry

from deploy.topology import SERVICES


def test_no_stored_document_is_shadowed_by_another_of_its_name() -> None:
    for service in SERVICES:
        for document in service.documents:
            assert _document_registry[document._class_name] is document
