#include "cli/usage.hpp"

#include <array>
#include <functional>
#include <map>
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

/// What looks like an option among the arguments that nobody took.
[[nodiscard]] std::optional<std::string> unknown_option(const CLI::App& app) {
  for (const std::string& argument : app.remaining(true))
    if (argument.size() > 1 && argument.starts_with('-')) return argument;
  return std::nullopt;
}

[[nodiscard]] std::string option_is_unknown(const std::string& option, bool french) {
  return (french ? "Option inconnue : " : "Unknown option: ") + option + ".";
}

[[nodiscard]] std::string required(const std::string& what, const CLI::App& app, CLI::App& command,
                                   bool french) {
  if (what == "A subcommand") {
    const auto unknown = app.remaining(true);
    if (const auto option = unknown_option(app)) return option_is_unknown(*option, french);
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

[[nodiscard]] std::string unexpected(const std::string& text, const CLI::App& app, bool french) {
  if (const auto option = unknown_option(app)) return option_is_unknown(*option, french);
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
  if (const auto range = what.find(" not in range "); range != std::string::npos) {
    std::string bounds = what.substr(range + 14);
    if (const auto to = bounds.find(" to "); french && to != std::string::npos)
      bounds.replace(to, 4, " à ");
    return option + between + "« " + stripped(what.substr(0, range), "Value ", "") + " »" +
           (french ? " n'est pas dans l'intervalle " : " is not in the range ") + bounds + ".";
  }
  if (what.starts_with("Could not convert"))
    return option + between + (french ? "un nombre entier est attendu." : "a number is expected.");
  if (what.ends_with(" missing"))
    return option + between + (french ? "il manque une valeur." : "a value is missing.");
  if (what.starts_with("At Most") || what.starts_with("At most"))
    return option + between + (french ? "donné plus d'une fois." : "given more than once.");
  return option + between + what + ".";
}

/// Adds the names of the options of a command and of those below it; true: it takes a value.
void add_names(const CLI::App& app, std::map<std::string, bool, std::less<>>& takes_value) {
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames())
      takes_value["--" + name] = option->get_items_expected_min() > 0;
    for (const std::string& name : option->get_snames())
      takes_value["-" + name] = option->get_items_expected_min() > 0;
  }
  for (const CLI::App* command : app.get_subcommands(nullptr)) add_names(*command, takes_value);
}

}  // namespace

std::vector<std::string> arguments_of(int argc, const char* const* argv) {
  std::vector<std::string> arguments;
  for (int place = 1; place < argc; ++place) {
    std::string argument = argv[place];
    const bool is_empty_value = argument.starts_with("--") && argument.ends_with('=') &&
                                argument.find('=') == argument.size() - 1;
    if (is_empty_value) argument.pop_back();
    arguments.push_back(std::move(argument));
    if (is_empty_value) arguments.emplace_back();
  }
  return arguments;
}

std::optional<std::string> option_without_value(const CLI::App& app,
                                                const std::vector<std::string>& arguments) {
  std::map<std::string, bool, std::less<>> takes_value;
  add_names(app, takes_value);
  for (std::size_t place = 0; place < arguments.size() && arguments[place] != "--"; ++place) {
    const auto option = takes_value.find(arguments[place]);
    if (option == takes_value.end() || !option->second) continue;
    if (place + 1 < arguments.size() && takes_value.contains(arguments[place + 1]))
      return arguments[place];
    ++place;  // whatever it is, it is the value
  }
  return std::nullopt;
}

std::string value_missing(const std::string& option, text::Language language) {
  return language == text::Language::fr
             ? option + " : il manque une valeur. Une valeur qui ressemble à une option s'écrit " +
                   option + "=VALEUR."
             : option + ": a value is missing. A value that looks like an option is written " +
                   option + "=VALUE.";
}

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
      text = required(stripped(text, "", " is required"), app, *innermost, french);
      break;
    case CLI::ExitCodes::ExtrasError: text = unexpected(text, app, french); break;
    case CLI::ExitCodes::ExcludesError: text = excluded(text, french); break;
    default: text = bad_value(text, french);
  }
  return text + (french ? " Aide : " : " Help: ") + command + " --help";
}

}  // namespace creneau::cli
