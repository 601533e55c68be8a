#include "support/postgres_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace creneau::testing {

namespace {

namespace fs = std::filesystem;

/// The folder of the newest server's programs.
[[nodiscard]] fs::path programs() {
  std::vector<int> versions;
  for (const auto& it : fs::directory_iterator("/usr/lib/postgresql"))
    versions.push_back(std::stoi(it.path().filename().string()));
  if (versions.empty()) throw std::runtime_error("no PostgreSQL is installed");
  return fs::path("/usr/lib/postgresql") /
         std::to_string(*std::max_element(versions.begin(), versions.end())) / "bin";
}

/// PostgreSQL does not run as root: then somebody without rights does. It ends with this process.
[[nodiscard]] std::vector<std::string> unprivileged(std::vector<std::string> words) {
  std::vector<std::string> whole{"setpriv", "--pdeathsig", "INT"};
  if (geteuid() == 0)
    whole.insert(whole.end(), {"--reuid=nobody", "--regid=nogroup", "--clear-groups"});
  whole.emplace_back("--");
  whole.insert(whole.end(), words.begin(), words.end());
  return whole;
}

[[nodiscard]] pid_t spawn(std::vector<std::string> words, const fs::path& log) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0644);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t process = 0;
  const int failed =
      posix_spawnp(&process, pointers[0], &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
  return process;
}

int wait_for(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

[[nodiscard]] std::string text_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

void run_program(std::vector<std::string> words, const fs::path& log) {
  if (wait_for(spawn(std::move(words), log)) != 0) throw std::runtime_error(text_of(log));
}

void give_to_nobody(const fs::path& folder) {
  if (geteuid() != 0) return;
  const passwd* nobody = getpwnam("nobody");
  if (nobody == nullptr || chown(folder.c_str(), nobody->pw_uid, nobody->pw_gid) != 0)
    throw std::runtime_error("chown");
}

[[nodiscard]] int free_port() {
  const int line = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (bind(line, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      getsockname(line, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no free port");
  close(line);
  return ntohs(address.sin_port);
}

struct Finish {
  void operator()(PGconn* it) const noexcept { PQfinish(it); }
};
struct Clear {
  void operator()(PGresult* it) const noexcept { PQclear(it); }
};

}  // namespace

PostgresServer::PostgresServer(Clone, const fs::path& within)
    : folder_(within), data_(folder_.path() / "data"), port_(free_port()) {
  give_to_nobody(folder_.path());
}

PostgresServer::PostgresServer(const std::vector<std::string>& settings, const fs::path& within)
    : PostgresServer(Clone{}, within) {
  run_program(unprivileged({programs() / "initdb", "--pgdata=" + data_.string(), "--auth=trust",
                            "--username=creneau", "--encoding=UTF8", "--locale=C", "--no-sync",
                            "--no-instructions"}),
              folder_.path() / "initdb.log");
  write_settings(settings);
  start();
}

PostgresServer::~PostgresServer() {
  if (is_running()) stop();
}

void PostgresServer::write_settings(const std::vector<std::string>& settings) const {
  std::ofstream file(data_ / "postgresql.auto.conf", std::ios::app);
  file << "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nport = " << port_
       << "\nfsync = off\nmax_connections = 200\nshared_buffers = 64MB\n";
  for (const std::string& it : settings) file << it << '\n';
}

std::unique_ptr<PostgresServer> PostgresServer::make_standby(
    const std::string& name, const std::vector<std::string>& settings) {
  std::unique_ptr<PostgresServer> standby(
      new PostgresServer(Clone{}, folder_.path().parent_path()));
  run_program(unprivileged({programs() / "pg_basebackup", "--pgdata=" + standby->data_.string(),
                            "--dbname=" + uri("postgres") + "?application_name=" + name,
                            "--write-recovery-conf", "--checkpoint=fast", "--no-sync"}),
              standby->folder_.path() / "basebackup.log");
  std::vector<std::string> all = settings;
  all.push_back("primary_conninfo = 'host=127.0.0.1 port=" + std::to_string(port_) +
                " user=creneau application_name=" + name + "'");
  standby->write_settings(all);
  standby->start();
  return standby;
}

void PostgresServer::start() {
  process_ = spawn(unprivileged({programs() / "postgres", "-D", data_.string()}),
                   folder_.path() / "server.log");
  wait_until_it_answers();
}

void PostgresServer::stop() {
  ::kill(process_, SIGINT);
  (void)wait_for(process_);
  process_ = 0;
}

void PostgresServer::kill() {
  // Its children are in sessions of their own: each is named in the postmaster's group by its parent.
  std::vector<pid_t> all;
  for (const auto& it : fs::directory_iterator("/proc")) {
    std::ifstream status(it.path() / "stat");
    std::string line;
    if (!std::getline(status, line)) continue;
    const std::size_t end = line.rfind(')');
    if (end == std::string::npos) continue;
    std::istringstream rest(line.substr(end + 2));
    char state = 0;
    pid_t parent = 0;
    rest >> state >> parent;
    if (parent == process_) all.push_back(std::stoi(it.path().filename().string()));
  }
  ::kill(process_, SIGKILL);
  for (const pid_t it : all) ::kill(it, SIGKILL);
  (void)wait_for(process_);
  process_ = 0;
}

void PostgresServer::promote() {
  run("SELECT pg_promote(true, 60)");
}

void PostgresServer::wait_until_it_answers() const {
  for (int attempt = 0; attempt < 1200; ++attempt) {
    if (PQping(uri().c_str()) == PQPING_OK) return;
    if (waitpid(process_, nullptr, WNOHANG) != 0)
      throw std::runtime_error(text_of(folder_.path() / "server.log"));
    std::this_thread::sleep_for(std::chrono::milliseconds{25});
  }
  throw std::runtime_error("no answer: " + text_of(folder_.path() / "server.log"));
}

std::string PostgresServer::uri(const std::string& database, const std::string& user) const {
  return "postgresql://" + user + "@" + address() + "/" + database;
}

TextRows PostgresServer::run(const std::string& sql, const std::string& database,
                             const std::string& user) const {
  const std::unique_ptr<PGconn, Finish> connection(PQconnectdb(uri(database, user).c_str()));
  if (PQstatus(connection.get()) != CONNECTION_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  const std::unique_ptr<PGresult, Clear> result(PQexec(connection.get(), sql.c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  TextRows rows;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    rows.emplace_back();
    for (int column = 0; column < PQnfields(result.get()); ++column)
      rows.back().emplace_back(PQgetvalue(result.get(), row, column));
  }
  return rows;
}

fs::path PostgresServer::program(const std::string& name) {
  return programs() / name;
}

std::string PostgresServer::log() const {
  return text_of(folder_.path() / "server.log");
}

std::string PostgresServer::make_database(const std::string& copy_of) {
  const std::string name = "test_" + std::to_string(++databases_);
  // Those who have just left it may still be on their way out.
  if (!copy_of.empty())
    while (run("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + copy_of + "'")[0][0] !=
           "0")
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
  run("CREATE DATABASE " + name + (copy_of.empty() ? "" : " TEMPLATE " + copy_of));
  return name;
}

}  // namespace creneau::testing
