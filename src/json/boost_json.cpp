// Boost.JSON itself, of whose headers alone we have need. It stands apart from the other sources, so
// that a program that brings its own Boost.JSON does not get this one as well.
#include <boost/json/src.hpp>
