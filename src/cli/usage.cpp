#include "cli/usage.hpp"

#include <array>
#include <string_view>

namespace creneau::cli {

namespace {

/// "French / English" in one of them; anything else as it is.
[[nodiscard]] std::string half(const std::string& text, bool french) {
  constexpr std::string_view kBetween = " / ";
  const auto place = text.find(kBetween);
  if (place == std::string::npos) return text;
  if (french) return text.substr(0, place);
  std::string english = text.substr(place + kBetween.size());
  if (!english.empty() && english[0] >= 'a' && english[0] <= 'z')
    english[0] = static_cast<char>(english[0] - 'a' + 'A');
  return english;
}

void speak_in(CLI::App& app, bool french) {
  app.description(half(app.get_description(), french));
  for (CLI::Option* option : app.get_options())
    option->description(option == app.get_help_ptr()
                            ? (french ? "Montre cette aide" : "Show this help")
                            : half(option->get_description(), french));
  for (CLI::App* command : app.get_subcommands(nullptr)) {
    command->group(french ? "Commandes" : "Commands");
    speak_in(*command, french);
  }
}

/// The text without a known beginning or end; CLI11 keeps what it found in its messages only.
[[nodiscard]] std::string stripped(std::string text, std::string_view begin, std::string_view end) {
  if (text.starts_with(begin)) text.erase(0, begin.size());
  if (text.ends_with(end)) text.resize(text.size() - end.size());
  return text;
}

/// The command that was recognized, as it is typed.
[[nodiscard]] std::string typed_command(CLI::App& app, CLI::App*& innermost) {
  std::string name = "creneau";
  innermost = &app;
  while (!innermost->get_subcommands().empty()) {
    innermost = innermost->get_subcommands().front();
    name += " " + innermost->get_name();
  }
  return name;
}

[[nodiscard]] std::string required(const std::string& what, CLI::App& command, bool french) {
  if (what == "A subcommand") {
    const auto unknown = command.remaining(true);
    std::string text =
        unknown.empty() ? (french ? "Il manque une commande" : "A command is missing")
                        : (french ? "Commande inconnue : " : "Unknown command: ") + unknown.front();
    text += french ? ". Les commandes sont" : ". The commands are";
    const char* separator = " ";
    for (const CLI::App* it : command.get_subcommands(nullptr)) {
      if (it->get_name().empty()) continue;
      text += separator + it->get_name();
      separator = ", ";
    }
    return text + ".";
  }
  return (french ? "Il manque " : "Missing: ") + what + ".";
}

[[nodiscard]] std::string unexpected(const std::string& text, bool french) {
  const auto colon = text.find(": ");
  return (french ? "Argument inattendu : " : "Unexpected: ") +
         (colon == std::string::npos ? text : text.substr(colon + 2)) + ".";
}

[[nodiscard]] std::string excluded(const std::string& text, bool french) {
  constexpr std::string_view kBetween = " excludes ";
  const auto place = text.find(kBetween);
  if (place == std::string::npos) return text + ".";
  return text.substr(0, place) + (french ? " ne va pas avec " : " does not go with ") +
         text.substr(place + kBetween.size()) + ".";
}

/// "--status: x not in {a,b}", "--limit: Value x not in range 1 to 9", "--now: 1 required TEXT
/// missing", and whatever else there may be.
[[nodiscard]] std::string bad_value(const std::string& text, bool french) {
  const auto colon = text.find(": ");
  if (colon == std::string::npos) return text + ".";
  const std::string option = text.substr(0, colon);
  const std::string what = text.substr(colon + 2);
  const std::string between = french ? " : " : ": ";
  if (const auto set = what.find(" not in {"); set != std::string::npos)
    return option + between + "« " + what.substr(0, set) + " »" +
           (french ? " n'est pas possible, mais " : " is not possible, but ") +
           stripped(what.substr(set), " not in {", "}") + ".";
  if (const auto range = what.find(" not in range "); range != std::string::npos)
    return option + between + "« " + stripped(what.substr(0, range), "Value ", "") + " »" +
           (french ? " n'est pas dans l'intervalle " : " is not in the range ") +
           what.substr(range + 14) + ".";
  if (what.ends_with(" missing"))
    return option + between + (french ? "il manque une valeur." : "a value is missing.");
  if (what.starts_with("At Most") || what.starts_with("At most"))
    return option + between + (french ? "donné plus d'une fois." : "given more than once.");
  return option + between + what + ".";
}

}  // namespace

void speak(CLI::App& app, text::Language language) {
  const bool french = language == text::Language::fr;
  speak_in(app, french);
  struct Label {
    const char* key;
    const char* french;
    const char* english;
  };
  constexpr std::array kLabels{
      Label{"Usage", "Usage", "Usage"},
      Label{"OPTIONS", "OPTIONS", "OPTIONS"},
      Label{"SUBCOMMAND", "COMMANDE", "COMMAND"},
      Label{"SUBCOMMANDS", "COMMANDES", "COMMANDS"},
      Label{"Positionals", "Arguments", "Arguments"},
      Label{"REQUIRED", "(obligatoire)", "(required)"},
      Label{"TEXT", "TEXTE", "TEXT"},
      Label{"INT", "NOMBRE", "NUMBER"},
      Label{"UINT", "NOMBRE", "NUMBER"},
      Label{"Env", "variable", "variable"},
      Label{"Excludes", "sans", "without"},
  };
  for (const Label& it : kLabels)
    app.get_formatter()->label(it.key, french ? it.french : it.english);
}

std::string usage_in_words(CLI::App& app, const CLI::ParseError& error, text::Language language) {
  const bool french = language == text::Language::fr;
  CLI::App* innermost = nullptr;
  const std::string command = typed_command(app, innermost);
  std::string text = error.what();
  switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::RequiredError:
      text = required(stripped(text, "", " is required"), *innermost, french);
      break;
    case CLI::ExitCodes::ExtrasError: text = unexpected(text, french); break;
    case CLI::ExitCodes::ExcludesError: text = excluded(text, french); break;
    default: text = bad_value(text, french);
  }
  return text + (french ? " Aide : " : " Help: ") + command + " --help";
}

}  // namespace creneau::cli
