#pragma once
/// \file
/// Everything of the core: headers only, needs Boost headers and nothing else.

#include "creneau/engine/dispatcher.hpp"
#include "creneau/engine/engine.hpp"
#include "creneau/engine/queries.hpp"
#include "creneau/memory/memory_directory.hpp"
#include "creneau/memory/memory_storage.hpp"
