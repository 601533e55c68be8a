/// \file
/// The contract that every storage passes, for a storage that is written in Java: two functions, which
/// know the port by the address of its `std::shared_ptr<creneau::Storage>`.

#include <jni.h>

#include <algorithm>
#include <memory>
#include <string>

#include "contract/storage_contract.hpp"

namespace {

using namespace creneau;

class Addressed final : public contract::Subject {
 public:
  Addressed(std::shared_ptr<Storage> storage, std::shared_ptr<Outbox> outbox)
      : storage_(std::move(storage)), outbox_(std::move(outbox)) {}
  Storage& storage() override { return *storage_; }
  Outbox* outbox() override { return outbox_.get(); }
  /// It keeps nothing but its tables: the same as one that is made anew.
  bool reopen() override { return true; }

 private:
  std::shared_ptr<Storage> storage_;
  std::shared_ptr<Outbox> outbox_;
};

jobjectArray strings(JNIEnv* env, const std::vector<std::string>& from) {
  jobjectArray to = env->NewObjectArray(static_cast<jsize>(from.size()),
                                        env->FindClass("java/lang/String"), nullptr);
  for (std::size_t place = 0; place < from.size(); ++place) {
    const jstring text = env->NewStringUTF(from[place].c_str());
    env->SetObjectArrayElement(to, static_cast<jsize>(place), text);
    env->DeleteLocalRef(text);
  }
  return to;
}

}  // namespace

extern "C" JNIEXPORT jobjectArray JNICALL
Java_fr_creneau_internal_StorageContract_names(JNIEnv* env, jclass) {
  std::vector<std::string> names;
  for (const contract::Case& it : contract::cases()) names.emplace_back(it.name);
  return strings(env, names);
}

/// What a case finds wrong.
extern "C" JNIEXPORT jobjectArray JNICALL Java_fr_creneau_internal_StorageContract_run(
    JNIEnv* env, jclass, jstring java_name, jlong storage, jlong outbox) {
  const char* const chars = env->GetStringUTFChars(java_name, nullptr);
  const std::string name = chars;
  env->ReleaseStringUTFChars(java_name, chars);
  const auto cases = contract::cases();
  const auto found =
      std::find_if(cases.begin(), cases.end(), [&](const auto& it) { return it.name == name; });
  if (found == cases.end()) return strings(env, {"there is no case of this name"});
  std::vector<std::string> all;
  contract::Findings findings;
  Addressed subject(*reinterpret_cast<std::shared_ptr<Storage>*>(storage),
                    *reinterpret_cast<std::shared_ptr<Outbox>*>(outbox));
  try {
    found->run(subject, findings);
  } catch (const std::exception& error) {
    all.push_back(std::string("thrown: ") + error.what());
  }
  for (const std::string& finding : findings.all()) all.push_back(finding);
  return strings(env, all);
}
