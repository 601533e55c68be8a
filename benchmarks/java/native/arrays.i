// The same function of an array twice: as SWIG's own library passes arrays, and by one critical copy, as the binding
// does.
%module Arrays
%{
#include <cstring>
#include <vector>
static long sum_of(const int* from, int count) {
  long sum = 0;
  for (int place = 0; place < count; ++place) sum += from[place];
  return sum;
}
static long swigSum(int* numbers, int count) { return sum_of(numbers, count); }
struct Numbers { std::vector<int> it; };
static long copySum(const Numbers& numbers) {
  return sum_of(numbers.it.data(), static_cast<int>(numbers.it.size()));
}
%}
%pragma(java) jniclasscode=%{
  static {
    System.load(System.getProperty("creneau.bare"));
  }
%}
%include "arrays_java.i"
%apply int[] {int* numbers}
long swigSum(int* numbers, int count);

%typemap(jni) const Numbers& "jintArray"
%typemap(jtype) const Numbers& "int[]"
%typemap(jstype) const Numbers& "int[]"
%typemap(javain) const Numbers& "$javainput"
%typemap(in) const Numbers& (Numbers numbers) {
  numbers.it.resize(static_cast<std::size_t>(jenv->GetArrayLength($input)));
  void* const elements = jenv->GetPrimitiveArrayCritical($input, nullptr);
  std::memcpy(numbers.it.data(), elements, numbers.it.size() * sizeof(int));
  jenv->ReleasePrimitiveArrayCritical($input, elements, JNI_ABORT);
  $1 = &numbers;
}
%ignore Numbers;
struct Numbers;
long copySum(const Numbers& numbers);
