#include "random/match.hpp"

#include <algorithm>

#include "creneau/json/json.hpp"
#include "random/picture.hpp"

namespace creneau::testing {

namespace {

std::string names_of(const oracle::Codes& codes) {
  std::string text;
  for (const ErrorCode code : codes) text += ' ' + std::string(name_of(code));
  return text.empty() ? " nothing" : text;
}

std::string text_of(const result<Receipt>& answer) {
  return serialize(answer ? json::of(answer.assume_value()) : json::of(answer.assume_error()));
}

}  // namespace

Match::Match(Storage& storage, Outbox& outbox)
    : storage_(storage),
      outbox_(outbox),
      engines_{{storage, directory_of_the_world(), clock_},
               {storage, directory_of_the_world(), clock_}},
      oracle_(rows_of_the_world()) {}

std::optional<std::string> Match::play(const Steps& steps) {
  for (std::size_t place = 0; place < steps.size() && disagreement_.empty(); ++place) {
    Dice dice(steps[place]);
    step(dice);
    if (disagreement_.empty() && (place % 16 == 15 || place + 1 == steps.size())) compare(dice);
  }
  if (disagreement_.empty()) return std::nullopt;
  std::string text;
  constexpr std::size_t kShown = 60;
  for (std::size_t place = log_.size() > kShown ? log_.size() - kShown : 0; place < log_.size();
       ++place)
    text += log_[place] + '\n';
  return text + disagreement_;
}

void Match::step(Dice& dice) {
  switch (dice.below(20)) {
    case 0: return clock_.set(random_moment(dice, oracle_));
    case 1:
      if (requested_.empty()) return;
      return run(dice, requested_[dice.below(requested_.size())]);
    case 2:
    case 3:
    case 4: return hold(dice, promising([&] { return random_command(dice, oracle_); }));
    case 5:
    case 6:
    case 7:
    case 8:
      if (held_.empty()) return;
      return run(dice, promising([&] {
                   return random_rival(dice, oracle_, held_[dice.below(held_.size())].changes);
                 }));
    case 9:
    case 10: return commit_held(kPlannings[dice.below(kPlannings.size())]);
    default: return run(dice, random_command(dice, oracle_));
  }
}

void Match::run(Dice& dice, const RandomCommand& drawn) {
  note(drawn, "run");
  ++operations_;
  const auto answer = give(engines_[dice.below(2)], drawn.call, drawn.command);
  if (follower_) expect_same(answer, follower_->run(drawn.call, drawn.command));
  check_journal(drawn, answer);
  if (!permitted(drawn, answer)) return;
  if (!drawn.call.request.empty()) requested_.push_back(drawn);
  accept(drawn, clock_.now(), answer.assume_value(), true);
}

void Match::hold(Dice& dice, const RandomCommand& drawn) {
  note(drawn, "decide");
  const auto answer = decision(engines_[dice.below(2)], drawn.call, drawn.command);
  if (follower_) expect_same(answer, follower_->decide(drawn.call, drawn.command));
  if (!permitted(drawn, answer)) return;
  expect(answer.assume_value().number == Revision{}, "a decision bears a commit number");
  held_.push_back({drawn, answer.assume_value().changes,
                   oracle_.planning(drawn.call.departement).number, oracle_.rules_version()});
}

void Match::commit_held(Departement departement) {
  std::vector<Held> batch;
  for (const Held& it : held_)
    if (it.drawn.call.departement == departement) batch.push_back(it);
  std::erase_if(held_, [&](const Held& it) { return it.drawn.call.departement == departement; });
  if (batch.empty()) return;
  std::vector<ChangeSet> sets;
  for (const Held& it : batch) sets.push_back(it.changes);
  std::vector<ChangeSet> others = sets;
  for (ChangeSet& other : others) other.notices.clear();
  std::vector<Commit> answers(sets.size());
  storage_.commit(sets, answers);
  if (follower_) {
    std::vector<Commit> other_answers(others.size());
    follower_->storage().commit(others, other_answers);
    for (std::size_t place = 0; place < answers.size(); ++place)
      expect(answers[place].outcome == other_answers[place].outcome &&
                 answers[place].number == other_answers[place].number,
             "the follower took a change set otherwise");
  }
  for (std::size_t place = 0; place < batch.size() && disagreement_.empty(); ++place) {
    const Held& it = batch[place];
    const Commit& answer = answers[place];
    note(it.drawn, "commit what was decided:");
    ++operations_;
    const auto* seen = oracle_.seen(it.drawn.call);
    const auto objections = oracle_.objections(it.drawn.call, it.drawn.command, it.changes.at);
    const bool nothing_happened =
        oracle_.planning(departement).number == it.number && oracle_.rules_version() == it.rules;
    switch (answer.outcome) {
      case Commit::Outcome::replayed:
        expect(seen != nullptr && answer.seen && *answer.seen == seen->receipt,
               "a request was taken for seen, or its receipt is another");
        break;
      case Commit::Outcome::conflict:
        expect(seen == nullptr, "a request that was done is a conflict");
        expect(!nothing_happened, "a conflict, though nothing happened since the decision");
        break;
      case Commit::Outcome::failed:
        expect(false, [&] { return "the storage failed: " + serialize(json::of(answer.error)); });
        break;
      case Commit::Outcome::done:
        expect(seen == nullptr, "a request was done twice");
        expect(objections.empty(),
               [&] { return "a stale decision was committed, against:" + names_of(objections); });
        if (!disagreement_.empty()) break;
        if (!it.drawn.call.request.empty()) requested_.push_back(it.drawn);
        accept(it.drawn, it.changes.at, {answer.number, sets[place]}, nothing_happened);
        break;
    }
  }
}

bool Match::permitted(const RandomCommand& drawn, const result<Receipt>& answer) {
  const Call& call = drawn.call;
  oracle::Codes codes;
  const oracle::Request* seen = nullptr;
  if (call.request.size() > kMaxRequestLength) codes.insert(ErrorCode::too_large);
  if (call.request.find('\n') != std::string::npos) codes.insert(ErrorCode::bad_text);
  if (codes.empty()) codes = oracle_.denials(call, kind_of(drawn.command));
  if (codes.empty()) {
    seen = oracle_.seen(call);
    if (seen != nullptr && seen->content != description_of(drawn.command))
      codes.insert(ErrorCode::request_reused);
    else if (seen == nullptr)
      codes = oracle_.objections(call, drawn.command, clock_.now());
  }
  if (!answer) {
    expect(codes.contains(answer.assume_error().code),
           [&] { return "refused: " + text_of(answer) + "\npermitted:" + names_of(codes); });
    return false;
  }
  expect(codes.empty(), [&] { return "accepted, against:" + names_of(codes); });
  if (seen != nullptr)
    expect(answer.assume_value() == seen->receipt,
           [&] { return "the same request has another receipt: " + text_of(answer); });
  return disagreement_.empty() && seen == nullptr;
}

/// Refusals by a rule are kept, as the rules of the day want it; who may not come at all leaves
/// nothing.
void Match::check_journal(const RandomCommand& drawn, const result<Receipt>& answer) {
  const Call& call = drawn.call;
  if (answer || class_of(answer.assume_error().code) != ErrorClass::refused ||
      !oracle_.denials(call, kind_of(drawn.command)).empty())
    return;
  const Date today =
      std::chrono::floor<std::chrono::days>(to_local(zone_of(call.departement), clock_.now()));
  const bool all = oracle_.rule("refusals.journal", today, "school_cancellations") == "all";
  if (all || kind_of(drawn.command) == CommandKind::cancel_by_school)
    refused_[call.departement].push_back(answer.assume_error().code);
}

void Match::accept(const RandomCommand& drawn, Instant at, const Receipt& receipt,
                   bool decided_now) {
  ++accepted_;
  const Departement departement = drawn.call.departement;
  const auto consequences = oracle_.accept(drawn.call, drawn.command, at, receipt, decided_now);
  for (const std::string& fault : consequences.faults) expect(false, fault);
  const ChangeSet& changes = receipt.changes;
  expect(receipt.number.value == oracle_.planning(departement).number,
         [&] { return "the commit number is " + std::to_string(receipt.number.value); });
  expect(changes.at == at && changes.actor == drawn.call.actor &&
             changes.request == drawn.call.request && changes.departement == departement &&
             changes.command == kind_of(drawn.command),
         "the receipt is another command's");
  if (decided_now) {
    decltype(consequences.remarks) remarks;
    for (const Remark& it : changes.remarks) remarks.insert({it.kind, it.subject.id, it.amount});
    expect(remarks == consequences.remarks,
           [&] { return "the remarks are not as expected: " + serialize(json::of(receipt)); });
  }
  check_notices(departement, consequences.told);
  receipts_[departement].push_back(receipt);
}

void Match::check_notices(Departement departement, const oracle::Told& expected) {
  oracle::Told told;
  NoticeId& last = last_notice_[departement];
  const auto found = outbox_.notices(std::nullopt, last, 1000).value();
  // Those of the next change set of a batch follow.
  for (const OutboxEntry& entry : found) {
    const Notice& it = entry.notice;
    if (it.departement != departement || told.size() == expected.size()) continue;
    last = it.id;
    auto& lines = told[{it.kind, it.to_school, it.to_office}];
    expect(lines.empty(), "one recipient was told twice of one command");
    for (const NoticeLine& line : it.lines)
      lines[line.reservation] = {line.units.value, line.still_held};
  }
  expect(told == expected, [&] {
    std::string text = "others were told than expected:";
    for (const auto& [recipient, lines] : told)
      for (const auto& [reservation, what] : lines)
        text += ' ' + std::string(code_of(std::get<0>(recipient))) + " of " +
                std::to_string(reservation.value);
    return text;
  });
}

void Match::compare(Dice& dice) {
  const std::optional<Category> category =
      dice.one_in(2) ? std::optional<Category>() : Category::ce;
  for (const Departement departement : kPlannings) {
    const LocalTime now = to_local(zone_of(departement), clock_.now());
    const std::size_t page = dice.one_in(2) ? kMaxPage : 1 + dice.below(9);
    const Picture seen = picture_of(storage_, departement, now, category, page);
    const Picture expected = picture_of(oracle_, departement, clock_.now(), category);
    const std::string found = difference(seen, expected);
    expect(found.empty(), found);
    if (follower_) {
      const Picture other = picture_of(follower_->storage(), departement, now, category, page);
      const std::string apart = difference(other, seen);
      expect(apart.empty(), "the follower: " + apart);
    }
    const auto notices = outbox_.notices(std::nullopt, last_notice_[departement], 1000).value();
    expect(std::none_of(notices.begin(), notices.end(),
                        [&](const auto& it) { return it.notice.departement == departement; }),
           "somebody was told of nothing");
    const auto journal = all_pages(
        page, [&](const PageRequest& request) { return storage_.refusals(departement, request); });
    expect(std::equal(journal.begin(), journal.end(), refused_[departement].begin(),
                      refused_[departement].end(),
                      [](const Refusal& row, ErrorCode code) { return row.code == code; }),
           "the journal does not keep what was refused");
    const EventFilter since{departement, {compared_[departement]}, {}, {}, {}};
    const auto events = all_pages(
        page, [&](const PageRequest& request) { return storage_.events(since, request); });
    expect(events == receipts_[departement], "the history is not that of the receipts");
    compared_[departement] = seen.number;
    receipts_[departement].clear();
  }
}

void Match::expect_same(const result<Receipt>& answer, const result<Receipt>& of_the_follower) {
  const std::string text = text_of(answer);
  const std::string other = text_of(of_the_follower);
  expect(text == other, [&] { return "the follower answers " + other + "\nnot " + text; });
}

void Match::note(const RandomCommand& drawn, const char* what) {
  log_.push_back(std::string(what) + ' ' + description_of(drawn.call) +
                 description_of(drawn.command));
}

}  // namespace creneau::testing
