/**
 * \file
 * Folders: what lies in one, and one that is gone when the test is.
 */
#ifndef CRENEAU_VECTOR_FILES_H
#define CRENEAU_VECTOR_FILES_H

#include "vector_scope.h"

/** The names of the .json files of a folder, without the ending, in the order of their bytes. */
const char** vector_files_named(vector_scope* scope, const char* folder, size_t* count);

/** Makes an empty folder for a test; its path. */
const char* vector_files_make_folder(vector_scope* scope);

/** Removes a folder with the files in it. */
void vector_files_remove_folder(const char* folder);

#endif
