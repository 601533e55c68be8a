/**
 * \file
 * A folder of a test's own, and the files in it.
 */
#ifndef CRENEAU_TESTS_TEMPORARY_FOLDER_H
#define CRENEAU_TESTS_TEMPORARY_FOLDER_H

#include <stddef.h>

typedef struct temporary_folder {
  char path[200];
} temporary_folder;

void make_folder(temporary_folder* folder);
/** Removes the files in it, and then itself. */
void remove_folder(const temporary_folder* folder);
size_t files_in(const temporary_folder* folder);

typedef struct file_path {
  char path[300];
} file_path;

/** The path of a file in it. */
file_path path_in(const temporary_folder* folder, const char* name);
/** The path of the first file in it whose name ends so; empty where there is none. */
file_path file_ending_in(const temporary_folder* folder, const char* ending);
/** The bytes of a file with a NUL behind them, which the caller frees. */
char* read_whole(const char* path, size_t* size);
void write_whole(const char* path, const char* bytes, size_t size);

#endif
