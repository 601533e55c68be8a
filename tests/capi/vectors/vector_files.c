/* For folders: C99 knows none. */
#define _POSIX_C_SOURCE 200809L

#include "vector_files.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "vector_stop.h"

/** The length of a name without ".json"; zero where it does not end so. */
static size_t stem_size(const char* name) {
  const char* dot = strrchr(name, '.');
  return dot == NULL || strcmp(dot, ".json") != 0 ? 0 : (size_t)(dot - name);
}

static size_t count_files(const char* folder) {
  DIR* directory = opendir(folder);
  if (directory == NULL) vector_stop("cannot read %s", folder);
  size_t count = 0;
  for (const struct dirent* it = readdir(directory); it != NULL; it = readdir(directory))
    if (stem_size(it->d_name) != 0) ++count;
  closedir(directory);
  return count;
}

static int by_bytes(const void* left, const void* right) {
  const char* const* a = left;
  const char* const* b = right;
  return strcmp(*a, *b);
}

const char** vector_files_named(vector_scope* scope, const char* folder, size_t* count) {
  const size_t most = count_files(folder);
  const char** names = vector_scope_memory(scope, most, sizeof *names);
  DIR* directory = opendir(folder);
  if (directory == NULL) vector_stop("cannot read %s", folder);
  *count = 0;
  const struct dirent* it = readdir(directory);
  for (; it != NULL && *count < most; it = readdir(directory))
    if (stem_size(it->d_name) != 0)
      names[(*count)++] = vector_scope_print(scope, "%.*s", (int)stem_size(it->d_name), it->d_name);
  closedir(directory);
  qsort(names, *count, sizeof *names, by_bytes);
  return names;
}

const char* vector_files_make_folder(vector_scope* scope) {
  const char* within = getenv("TMPDIR");
  const char* pattern =
      vector_scope_print(scope, "%s/creneau-XXXXXX", within == NULL ? "/tmp" : within);
  char* path = vector_scope_memory(scope, strlen(pattern) + 1, 1);
  memcpy(path, pattern, strlen(pattern));
  if (mkdtemp(path) == NULL) vector_stop("cannot make %s", path);
  return path;
}

void vector_files_remove_folder(const char* folder) {
  vector_scope scope = {NULL, 0, 0};
  DIR* directory = opendir(folder);
  if (directory == NULL) return;
  for (const struct dirent* it = readdir(directory); it != NULL; it = readdir(directory))
    if (strcmp(it->d_name, ".") != 0 && strcmp(it->d_name, "..") != 0)
      (void)unlink(vector_scope_print(&scope, "%s/%s", folder, it->d_name));
  closedir(directory);
  (void)rmdir(folder);
  vector_scope_end(&scope);
}
