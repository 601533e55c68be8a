#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "creneau/memory/memory_directory.hpp"
#include "creneau/policy/cancellation.hpp"
#include "creneau/text/text.hpp"
#include "text/catalogue.hpp"
#include "text/fill.hpp"

namespace creneau::text {
namespace {

constexpr ErrorCode kErrorCodes[] = {
#define CRENEAU_ERROR(name, number, kind, meaning) ErrorCode::name,
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
};

/// The values that a pattern names.
std::set<std::string> values_of(std::string_view pattern) {
  std::set<std::string> names;
  for (auto open = pattern.find('{'); open != std::string_view::npos;
       open = pattern.find('{', open + 1)) {
    const auto tag = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    names.emplace(tag.substr(0, tag.find('?')));
  }
  return names;
}

/// What is wrong with the brackets and the plural forms of a pattern, or nothing.
std::string fault_of(std::string_view pattern) {
  char open = 0;
  std::size_t bars = 0;
  bool is_plural = false;
  for (const char letter : pattern) {
    if (letter == '[' && open != 0) return "[ within another";
    if (letter == '{' && open == '{') return "{ within another";
    if (letter == ']' && open != '[') return "] without [";
    if (letter == '[') open = '[';
    if (letter == ']') open = 0;
    if (letter == '?') is_plural = true;
    if (letter == '|') ++bars;
  }
  const auto count = [&](char letter) {
    return std::count(pattern.begin(), pattern.end(), letter);
  };
  if (open != 0) return "[ without ]";
  if (count('{') != count('}')) return "{ without }";
  if (!is_plural && bars > 0) return "| without ?";
  return {};
}

/// Signs that a value was missing or a bracket was left: what no finished sentence has.
std::string flaw_of(const std::string& sentence) {
  for (const char* flaw : {"  ", "{",  "}",  "[",  "]",  "|",   "« »", "“”",  "()",   "( ",
                           " )", " ,", ",,", " .", "..", ": .", ":.",  ", .", "n° 0", "no. 0"})
    if (sentence.find(flaw) != std::string::npos) return flaw;
  return {};
}

class EveryLanguage : public ::testing::TestWithParam<Language> {
 protected:
  EveryLanguage() {
    Office office{{1}, "BER 93", "ber93@example.org", "01 41 60 00 00", {}, {}};
    directory.add(office);
    directory.add(Inspector{{7}, "93-07", "IPCSR 93-07", {}, {}, {}});
    directory.add(Centre{{1}, "Rosny", "Rosny-sous-Bois", *Departement::from_code("93"), {}, {}});
    directory.add(School{{12}, "Auto-école 93-012", "AE12", {}, {}, true, {}});
  }

  /// The words of all values of an enumeration: none is empty, no two are alike, so that none
  /// stands in for another.
  template <class Code>
  void expect_words(std::size_t count) {
    std::set<std::string_view> words;
    for (std::size_t index = 0; index < count; ++index) {
      const auto word = in_words(GetParam(), static_cast<Code>(index));
      EXPECT_FALSE(word.empty()) << index;
      EXPECT_TRUE(words.insert(word).second) << index << " is called like another one: " << word;
    }
  }

  static Error full_error(ErrorCode code) {
    Error error{code};
    using Kind = Subject::Kind;
    for (const Kind kind : {Kind::office, Kind::school, Kind::inspector, Kind::centre}) {
      const std::map<Kind, std::int64_t> ids{
          {Kind::office, 1}, {Kind::school, 12}, {Kind::inspector, 7}, {Kind::centre, 1}};
      error.subjects.push_back({kind, ids.at(kind)});
    }
    error.subjects.insert(error.subjects.begin(), Subject{ReservationId{4711}});
    error.subjects.push_back(SessionId{815});
    error.subjects.push_back(SlotId{{815}, {2}, 3});
    error.subjects.push_back(ClosureId{31});
    error.subjects.push_back(NoticeId{32});
    error.subjects.push_back(
        {Kind::departement, static_cast<std::int64_t>(Departement::from_code("974")->index())});
    error.subjects.push_back(Subject{make_date(2026, 6, 15)});
    error.subjects.push_back({Kind::category, static_cast<std::int64_t>(Category::ce)});
    error.text = "le-texte-fautif";
    error.limit = 510;
    error.actual = 720;
    error.deadline = std::make_shared<const Deadline>(cancellation_deadline(
        *Departement::from_code("93"), make_date(2026, 6, 15) + Minutes{510}, RuleBook{}));
    return error;
  }

  MemoryDirectory directory;
  Texts texts{GetParam(), directory};
};

INSTANTIATE_TEST_SUITE_P(In, EveryLanguage, ::testing::ValuesIn(kLanguages),
                         [](const auto& info) { return std::string(code_of(info.param)); });

TEST(Catalogue, NamesTheSameValuesInBothLanguages) {
  for (const Wording& wording : kCatalogue)
    EXPECT_EQ(values_of(wording.fr), values_of(wording.en)) << wording.key;
}

TEST(Catalogue, HasSoundPatterns) {
  for (const Wording& wording : kCatalogue)
    for (const Language language : kLanguages) {
      EXPECT_FALSE(wording.in(language).empty()) << wording.key;
      EXPECT_EQ(fault_of(wording.in(language)), "") << wording.key;
    }
}

TEST_P(EveryLanguage, CallsEveryCodeByWordsOfItsOwn) {
  expect_words<Role>(creneau::detail::kRoleCodes.size());
  expect_words<ExamPart>(kExamPartCount);
  expect_words<SlotStatus>(3);
  expect_words<Reason>(creneau::detail::kReasonCodes.size());
  expect_words<CommandKind>(kCommandCount);
  expect_words<NoticeKind>(creneau::detail::kNoticeKindCodes.size());
  expect_words<NoticeStatus>(creneau::detail::kNoticeStatusCodes.size());
}

TEST_P(EveryLanguage, SaysEveryErrorInWholeSentencesOfItsOwn) {
  std::set<std::string> sentences;
  for (const ErrorCode code : kErrorCodes) {
    const std::string bare = texts.error(Error{code});
    EXPECT_EQ(bare.back(), '.') << name_of(code);
    EXPECT_EQ(flaw_of(bare), "") << name_of(code) << ": " << bare;
    EXPECT_TRUE(sentences.insert(bare).second) << name_of(code) << ": " << bare;
  }
}

TEST_P(EveryLanguage, SaysEveryErrorWithEverythingItNames) {
  for (const ErrorCode code : kErrorCodes) {
    const std::string full = texts.error(full_error(code), Departement::from_code("93"));
    EXPECT_EQ(flaw_of(full), "") << name_of(code) << ": " << full;
    EXPECT_EQ(full.back(), '.') << name_of(code);
  }
}

TEST_P(EveryLanguage, TellsTheWayOutOfEveryError) {
  for (const ErrorCode code : kErrorCodes) {
    const std::string bare = texts.error(Error{code});
    const auto sentences = std::count(bare.begin(), bare.end(), '.');
    // What happened, then what to do: by a second sentence, or after a colon.
    EXPECT_TRUE(sentences >= 2 || bare.find(':') != std::string::npos)
        << name_of(code) << ": " << bare;
  }
}

TEST_P(EveryLanguage, SaysEveryRemarkInASentenceOfItsOwn) {
  std::set<std::string> sentences;
  for (int kind = 0; kind < 4; ++kind) {
    const std::string said =
        texts.remark({static_cast<Remark::Kind>(kind), Subject{SchoolId{12}}, 2});
    EXPECT_EQ(flaw_of(said), "") << said;
    EXPECT_EQ(said.back(), '.') << said;
    EXPECT_TRUE(sentences.insert(said).second) << said;
  }
}

TEST(Sentences, TakeTheSingularOfOneAndInFrenchOfZero) {
  const auto said = [](Language language, std::int64_t count) {
    return fill(language, "{n} {n?un|plusieurs}", Values{}.put("n", count));
  };
  EXPECT_EQ(said(Language::fr, 0), "0 un");
  EXPECT_EQ(said(Language::fr, 1), "1 un");
  EXPECT_EQ(said(Language::fr, 2), "2 plusieurs");
  EXPECT_EQ(said(Language::en, 0), "0 plusieurs");
  EXPECT_EQ(said(Language::en, 1), "1 un");
  EXPECT_EQ(said(Language::en, 2), "2 plusieurs");
}

TEST(Sentences, LeaveOutWhatHasNoValueAndTakeValuesAsTheyAre) {
  const auto said = [](const Values& values) {
    return fill(Language::fr, "La session[ {session}][ du {date}] {verb}.", values);
  };
  EXPECT_EQ(said({{"verb", "manque"}}), "La session manque.");
  EXPECT_EQ(said({{"verb", "manque"}, {"session", "12"}}), "La session 12 manque.");
  EXPECT_EQ(said({{"verb", "{session}"}, {"session", "[{verb}]"}}),
            "La session [{verb}] {session}.");
}

}  // namespace
}  // namespace creneau::text
