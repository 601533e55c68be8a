#include "text/contact.hpp"

#include "text/catalogue.hpp"
#include "text/fill.hpp"

namespace creneau::text {

std::string contact(Language language, Names& names, OfficeId id) {
  const Office* office = names.find(id);
  return fill(language, pattern(Key::contact, language),
              {{"name", names.of(id)},
               {"phone", office == nullptr ? std::string{} : one_line(office->phone)},
               {"mail", office == nullptr ? std::string{} : one_line(office->mail)}});
}

}  // namespace creneau::text
