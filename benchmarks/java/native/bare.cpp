/// \file
/// What a Java call costs when nothing stands between JNI and the engine: the floor of `Pairs`.

#include <jni.h>

#include "creneau/creneau.hpp"

namespace {

using namespace creneau;

const Departement k93 = *Departement::from_code("93");

/// A département with an engine over memory, as `Database.inMemory()` has it.
class Bare {
 public:
  Bare() {
    Office office;
    office.id = {1};
    office.departements.insert(k93);
    directory_.add(office);
    School school;
    school.id = {12};
    directory_.add(school);
    Centre centre;
    centre.id = {3};
    centre.departement = k93;
    directory_.add(centre);
    Inspector inspector;
    inspector.id = {7};
    inspector.matricule = "93-07";
    inspector.postings = {{k93, {}}};
    directory_.add(inspector);
  }

  /// Plans mornings from a day on, and gives their sessions.
  std::vector<jlong> plan(int days) {
    CreateSessions create;
    create.override_calendar = true;
    for (int day = 0; day < days; ++day)
      create.sessions.push_back(
          {{7}, make_date(2026, 6, 15) + std::chrono::days{day}, HalfDay::morning, {}, {}});
    const Receipt created = engine_.run(call(), create).value();
    PlanSessions plan;
    plan.centre = {3};
    plan.category = Category::ce;
    plan.override_calendar = true;
    for (const SessionChange& it : created.changes.sessions) plan.sessions.push_back(it.after->id);
    (void)engine_.run(call(), plan).value();
    std::vector<jlong> ids;
    for (const SessionId id : plan.sessions) ids.push_back(id.value);
    return ids;
  }

  [[nodiscard]] Receipt reserve(jlong school, jlong session, jint plan, jint ordinal) {
    ReserveSlots command;
    command.school = {school};
    command.slots.push_back(
        {{session}, {static_cast<std::uint32_t>(plan)}, static_cast<unsigned>(ordinal)});
    Receipt receipt;
    engine_.run(call(), command, receipt).value();
    return receipt;
  }

 private:
  [[nodiscard]] static Call call() { return {Actor::of_office({1}), k93, {}}; }

  MemoryDirectory directory_;
  MemoryStorage storage_;
  ManualClock clock_{*parse_instant("2026-06-01T08:00:00Z")};
  Engine engine_{storage_, directory_, clock_};
};

Bare& bare(jlong it) {
  return *reinterpret_cast<Bare*>(it);
}

}  // namespace

extern "C" {

JNIEXPORT jlong JNICALL Java_fr_creneau_benchmarks_Bare_make(JNIEnv*, jclass) {
  return reinterpret_cast<jlong>(new Bare());
}

JNIEXPORT void JNICALL Java_fr_creneau_benchmarks_Bare_free(JNIEnv*, jclass, jlong it) {
  delete &bare(it);
}

JNIEXPORT jlongArray JNICALL Java_fr_creneau_benchmarks_Bare_plan(JNIEnv* env, jclass, jlong it,
                                                                  jint days) {
  const std::vector<jlong> ids = bare(it).plan(days);
  const jlongArray to = env->NewLongArray(static_cast<jsize>(ids.size()));
  env->SetLongArrayRegion(to, 0, static_cast<jsize>(ids.size()), ids.data());
  return to;
}

/// The number and the reservation, as an object.
JNIEXPORT jobject JNICALL Java_fr_creneau_benchmarks_Bare_reserve(JNIEnv* env, jclass type,
                                                                  jlong it, jlong school,
                                                                  jlong session, jint plan,
                                                                  jint ordinal) {
  static const jmethodID constructor = env->GetMethodID(type, "<init>", "(JJ)V");
  const Receipt receipt = bare(it).reserve(school, session, plan, ordinal);
  return env->NewObject(type, constructor, jlong{receipt.number.value},
                        jlong{receipt.changes.reservations.front().id.value});
}

}  // extern "C"
