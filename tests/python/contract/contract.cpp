/// \file
/// The contract that every storage passes, for a storage that is written in Python: a module of two
/// functions, which knows the port by its capsule.

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <algorithm>
#include <memory>
#include <string>

#include "contract/storage_contract.hpp"

namespace {

using namespace creneau;

class Capsuled final : public contract::Subject {
 public:
  explicit Capsuled(std::shared_ptr<Storage> storage) : storage_(std::move(storage)) {}
  Storage& storage() override { return *storage_; }

 private:
  std::shared_ptr<Storage> storage_;
};

/// names() -> list[str]
PyObject* names(PyObject*, PyObject*) {
  PyObject* const list = PyList_New(0);
  for (const contract::Case& it : contract::cases()) {
    PyObject* const name = PyUnicode_FromString(it.name);
    PyList_Append(list, name);
    Py_DECREF(name);
  }
  return list;
}

/// run(name: str, storage: capsule) -> list[str]: what the case finds wrong.
PyObject* run(PyObject*, PyObject* arguments) {
  const char* name = nullptr;
  PyObject* capsule = nullptr;
  if (PyArg_ParseTuple(arguments, "sO", &name, &capsule) == 0) return nullptr;
  const auto* const storage =
      static_cast<std::shared_ptr<Storage>*>(PyCapsule_GetPointer(capsule, "creneau.Storage"));
  if (storage == nullptr) return nullptr;
  const auto cases = contract::cases();
  const auto found = std::find_if(cases.begin(), cases.end(),
                                  [&](const auto& it) { return std::string(it.name) == name; });
  if (found == cases.end()) {
    PyErr_SetString(PyExc_KeyError, name);
    return nullptr;
  }
  contract::Findings findings;
  std::string thrown;
  Capsuled subject(*storage);
  PyThreadState* const state = PyEval_SaveThread();
  try {
    found->run(subject, findings);
  } catch (const std::exception& error) {
    thrown = error.what();
  }
  PyEval_RestoreThread(state);
  PyObject* const list = PyList_New(0);
  const auto add = [&](const std::string& text) {
    PyObject* const line =
        PyUnicode_FromStringAndSize(text.data(), static_cast<Py_ssize_t>(text.size()));
    PyList_Append(list, line);
    Py_DECREF(line);
  };
  for (const std::string& finding : findings.all()) add(finding);
  if (!thrown.empty()) add("thrown: " + thrown);
  return list;
}

PyMethodDef methods[] = {{"names", names, METH_NOARGS, nullptr},
                         {"run", run, METH_VARARGS, nullptr},
                         {nullptr, nullptr, 0, nullptr}};
PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                          "storage_contract",
                          nullptr,
                          -1,
                          methods,
                          nullptr,
                          nullptr,
                          nullptr,
                          nullptr};

}  // namespace

PyMODINIT_FUNC PyInit_storage_contract() {
  return PyModule_Create(&definition);
}
