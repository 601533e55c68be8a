#pragma once
/// \file
/// What needs neither engine nor database.

#include "engine.hpp"

namespace creneau::java {

/// "1.0.0".
Bytes version();
/// Every département's code and zone.
Bytes departements();
/// Every error code: its number, name, class and meaning.
Bytes errorCodes();
/// A code of a list as people read it.
Bytes codeText(const Bytes& which);
Bytes dateText(const Bytes& date);
Bytes localTimeText(const Bytes& time);
Bytes presetRules(const Bytes& which);
Bytes checkRules(const Bytes& rules);
Bytes nameMatches(const Bytes& names);

Bytes instants(const Bytes& departement, const Ints& localTimes, Longs& instants);
Bytes localTimes(const Bytes& departement, const Longs& instants, Ints& localTimes);

/// An event's changes as JSON.
Bytes json(const Bytes& event);
/// A change set with its commit number and the ids of its new rows.
Bytes assign(const Bytes& event);
/// Whether an event that was kept passes a filter.
Bytes eventMatches(const Bytes& event);

/// A storage that Java implements, for extensions in C++: the address of a
/// `std::shared_ptr<creneau::Storage>`, which `releaseStorage` gives up. Takes the upcall over.
long long storageOver(StorageUpcall* upcall);
void releaseStorage(long long storage);
/// The same of an outbox.
long long outboxOver(OutboxUpcall* upcall);
void releaseOutbox(long long outbox);

}  // namespace creneau::java
