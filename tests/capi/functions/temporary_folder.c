/* For mkdtemp. */
#define _POSIX_C_SOURCE 200809L

#include "temporary_folder.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "expect.h"

void make_folder(temporary_folder* folder) {
  const char* base = getenv("TMPDIR");
  if (base == NULL || strlen(base) > 150) base = "/tmp";
  snprintf(folder->path, sizeof folder->path, "%s/creneau-test-XXXXXX", base);
  assert_non_null(mkdtemp(folder->path));
}

static int is_hidden_entry(const char* name) {
  return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

void remove_folder(const temporary_folder* folder) {
  DIR* entries = opendir(folder->path);
  if (entries == NULL) return;
  for (struct dirent* entry = readdir(entries); entry != NULL; entry = readdir(entries))
    if (!is_hidden_entry(entry->d_name)) unlink(path_in(folder, entry->d_name).path);
  closedir(entries);
  rmdir(folder->path);
}

size_t files_in(const temporary_folder* folder) {
  size_t count = 0;
  DIR* entries = opendir(folder->path);
  assert_non_null(entries);
  for (struct dirent* entry = readdir(entries); entry != NULL; entry = readdir(entries))
    if (!is_hidden_entry(entry->d_name)) ++count;
  closedir(entries);
  return count;
}

file_path path_in(const temporary_folder* folder, const char* name) {
  file_path file;
  const int length = snprintf(file.path, sizeof file.path, "%s/%s", folder->path, name);
  assert_in_range(length, 1, sizeof file.path - 1);
  return file;
}

file_path file_ending_in(const temporary_folder* folder, const char* ending) {
  file_path found = {""};
  DIR* entries = opendir(folder->path);
  assert_non_null(entries);
  for (struct dirent* entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
    const size_t length = strlen(entry->d_name);
    if (length >= strlen(ending) && strcmp(entry->d_name + length - strlen(ending), ending) == 0)
      found = path_in(folder, entry->d_name);
  }
  closedir(entries);
  return found;
}

char* read_whole(const char* path, size_t* size) {
  FILE* file = fopen(path, "rb");
  assert_non_null(file);
  assert_int_equal(fseek(file, 0, SEEK_END), 0);
  const long length = ftell(file);
  assert_true(length >= 0);
  rewind(file);
  char* bytes = malloc((size_t)length + 1);
  assert_non_null(bytes);
  *size = fread(bytes, 1, (size_t)length, file);
  bytes[*size] = 0;
  fclose(file);
  return bytes;
}

void write_whole(const char* path, const char* bytes, size_t size) {
  FILE* file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, size, file), size);
  assert_int_equal(fclose(file), 0);
}
