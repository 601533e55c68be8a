// What Java sees of the native part: three objects, some functions, and the directors of the ports.
// All of it is hidden in fr.creneau.internal; messages are byte arrays, batches arrays of numbers.
%module(directors = "1") Native

%{
#include <limits>
#include <stdexcept>

#include "functions.hpp"

using namespace creneau::java;

namespace {

void read(JNIEnv* env, jbyteArray from, Bytes& to) {
  const jsize size = env->GetArrayLength(from);
  to.it.resize(static_cast<std::size_t>(size));
  if (size > 0)
    env->GetByteArrayRegion(from, 0, size, reinterpret_cast<jbyte*>(to.it.data()));
}

jbyteArray written(JNIEnv* env, const Bytes& from) {
  if (from.it.size() > std::numeric_limits<jsize>::max()) {
    SWIG_JavaThrowException(env, SWIG_JavaOutOfMemoryError, "an answer of more than 2 GiB");
    return nullptr;
  }
  const auto size = static_cast<jsize>(from.it.size());
  const jbyteArray to = env->NewByteArray(size);
  if (to != nullptr && size > 0)
    env->SetByteArrayRegion(to, 0, size, reinterpret_cast<const jbyte*>(from.it.data()));
  return to;
}

// Numbers are copied where the garbage collector stands still: nothing else is done meanwhile.
template <class Numbers, class Array>
void read(JNIEnv* env, Array from, Numbers& to) {
  to.it.resize(static_cast<std::size_t>(env->GetArrayLength(from)));
  if (to.it.empty()) return;
  void* const elements = env->GetPrimitiveArrayCritical(from, nullptr);
  if (elements == nullptr) throw std::bad_alloc();
  std::memcpy(to.it.data(), elements, to.it.size() * sizeof to.it.front());
  env->ReleasePrimitiveArrayCritical(from, elements, JNI_ABORT);
}

template <class Numbers, class Array>
void write(JNIEnv* env, Array to, const Numbers& from) {
  if (from.it.empty()) return;
  void* const elements = env->GetPrimitiveArrayCritical(to, nullptr);
  if (elements == nullptr) return;
  std::memcpy(elements, from.it.data(), from.it.size() * sizeof from.it.front());
  env->ReleasePrimitiveArrayCritical(to, elements, 0);
}

// The same of an argument. False: Java has an exception.
template <class Argument, class Array>
bool take(JNIEnv* env, Array from, Argument& to) {
  if (from == nullptr) {
    SWIG_JavaThrowException(env, SWIG_JavaNullPointerException, "an array");
    return false;
  }
  try {
    read(env, from, to);
    return true;
  } catch (const std::bad_alloc&) {
    SWIG_JavaThrowException(env, SWIG_JavaOutOfMemoryError, "native memory is exhausted");
    return false;
  }
}

}  // namespace
%}

%pragma(java) moduleclassmodifiers="final class"
%pragma(java) jniclassclassmodifiers="final class"
%pragma(java) jniclasscode=%{
  static {
    NativeLibrary.load();
  }
%}
%typemap(javaclassmodifiers) SWIGTYPE "class"
// Whoever holds an object gives it back by `delete`; nothing waits for a finalizer.
%typemap(javafinalize) SWIGTYPE ""

// No C++ exception crosses into Java. Every input is read inside, too.
%exception {
  try {
    $action
  } catch (const std::bad_alloc&) {
    SWIG_JavaThrowException(jenv, SWIG_JavaOutOfMemoryError, "native memory is exhausted");
    return $null;
  } catch (const std::exception& error) {
    SWIG_JavaThrowException(jenv, SWIG_JavaRuntimeException, error.what());
    return $null;
  }
}

// What Java throws out of a callback is its adapter's to catch; what still comes ends the callback.
%feature("director:except") {
  jthrowable $error = jenv->ExceptionOccurred();
  if ($error) {
    jenv->ExceptionClear();
    throw creneau::java::Thrown();
  }
}

// Messages.
%typemap(jni) creneau::java::Bytes, const creneau::java::Bytes& "jbyteArray"
%typemap(jtype) creneau::java::Bytes, const creneau::java::Bytes& "byte[]"
%typemap(jstype) creneau::java::Bytes, const creneau::java::Bytes& "byte[]"
%typemap(javain) creneau::java::Bytes, const creneau::java::Bytes& "$javainput"
%typemap(javaout) creneau::java::Bytes { return $jnicall; }
%typemap(in) const creneau::java::Bytes& (creneau::java::Bytes message) {
  if (!take(jenv, $input, message)) return $null;
  $1 = &message;
}
%typemap(out) creneau::java::Bytes { $result = written(jenv, $1); }
// A call may call back a thousand times: each gives its references up.
%typemap(directorin, descriptor = "[B") const creneau::java::Bytes& %{
  $input = written(jenv, $1);
  if ($input == nullptr) {
    jenv->ExceptionClear();
    throw std::bad_alloc();
  }
  Swig::LocalRefGuard $1_guard(jenv, $input);
%}
// The descriptor of what a director gives is that of its directorin.
%typemap(directorin, descriptor = "[B") creneau::java::Bytes ""
%typemap(directorout) creneau::java::Bytes {
  if ($input == nullptr) throw creneau::java::Thrown();
  Swig::LocalRefGuard guard(jenv, $input);
  read(jenv, static_cast<jbyteArray>($input), $result);
}
%typemap(javadirectorin) const creneau::java::Bytes& "$jniinput"
%typemap(javadirectorout) creneau::java::Bytes "$javacall"

// Arrays of numbers.
%define NUMBERS(TYPE, JNI, JAVA)
%typemap(jni) const TYPE&, TYPE& #JNI
%typemap(jtype) const TYPE&, TYPE& #JAVA
%typemap(jstype) const TYPE&, TYPE& #JAVA
%typemap(javain) const TYPE&, TYPE& "$javainput"
%typemap(in) const TYPE& (TYPE numbers), TYPE& (TYPE numbers) {
  if (!take(jenv, $input, numbers)) return $null;
  $1 = &numbers;
}
%typemap(argout) TYPE& { write(jenv, $input, *$1); }
%typemap(argout) const TYPE& ""
%enddef
NUMBERS(creneau::java::Longs, jlongArray, long[])
NUMBERS(creneau::java::Ints, jintArray, int[])

%feature("director") creneau::java::StorageUpcall;
%feature("director") creneau::java::DirectoryUpcall;
%feature("director") creneau::java::OutboxUpcall;
%feature("director") creneau::java::NotifierUpcall;
%feature("director") creneau::java::ClockUpcall;
%feature("director") creneau::java::LogUpcall;

%ignore creneau::java::Bytes;
%ignore creneau::java::Longs;
%ignore creneau::java::Ints;
%ignore creneau::java::Thrown;

namespace creneau::java {
struct Bytes;
}
%include "upcalls.hpp"
%include "engine.hpp"
%include "functions.hpp"
