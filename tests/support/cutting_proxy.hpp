#pragma once
/// \file
/// A line to a server on loopback that can be cut at any point.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace creneau::testing {

/// Forwards what comes, piece by piece. Each piece is counted; one of them can cut its line, before
/// or after it is forwarded. New lines are forwarded again. Bytes may be changed on their way.
class CuttingProxy {
 public:
  enum class From { client, server };

  explicit CuttingProxy(int port) : server_port_(port) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        listen(listener_, 64) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("proxy");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;
  ~CuttingProxy() {
    is_ending_ = true;
    thread_.join();
    for (const Line& it : lines_) drop(it);
    close(listener_);
  }

  [[nodiscard]] int port() const noexcept { return port_; }
  /// A connection string, of the form "postgresql://user@host:port/database", by way of this line.
  [[nodiscard]] std::string through(const std::string& uri) const {
    const std::size_t host = uri.find('@') + 1;
    return uri.substr(0, host) + "127.0.0.1:" + std::to_string(port_) +
           uri.substr(uri.find('/', host));
  }
  /// The `nth` piece from that side, counted from now, cuts its line.
  void cut_at(From from, int nth, bool after_it) {
    after_it_ = after_it;
    left_[static_cast<std::size_t>(from)] = nth;
  }
  /// Whether a cut that was asked for has not happened yet.
  [[nodiscard]] bool is_armed() const noexcept { return left_[0] > 0 || left_[1] > 0; }
  void disarm() { left_[0] = left_[1] = 0; }
  /// Changes what the server says; set before the first line.
  void change(std::function<void(std::string&)> change) { change_ = std::move(change); }
  /// No line is accepted, and none stands, while it is down.
  void set_down(bool down) { is_down_ = down; }
  /// How many pieces have come from that side.
  [[nodiscard]] int pieces(From from) const noexcept {
    return pieces_[static_cast<std::size_t>(from)];
  }
  /// How many lines were asked for in vain while it was down.
  [[nodiscard]] int refused() const noexcept { return refused_; }

 private:
  struct Line {
    int client;
    int server;
  };

  static sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
  }
  static void drop(const Line& line) {
    close(line.client);
    close(line.server);
  }

  void run() {
    while (!is_ending_) {
      if (is_down_) {
        for (const Line& it : lines_) drop(it);
        lines_.clear();
      }
      std::vector<pollfd> waits{{listener_, POLLIN, 0}};
      for (const Line& it : lines_) {
        waits.push_back({it.client, POLLIN, 0});
        waits.push_back({it.server, POLLIN, 0});
      }
      if (poll(waits.data(), waits.size(), 10) <= 0) continue;
      std::vector<Line> kept;
      for (std::size_t index = 0; index < lines_.size(); ++index) {
        const Line line = lines_[index];
        const bool stands =
            (waits[1 + 2 * index].revents == 0 ||
             forward(line.client, line.server, From::client)) &&
            (waits[2 + 2 * index].revents == 0 || forward(line.server, line.client, From::server));
        if (stands)
          kept.push_back(line);
        else
          drop(line);
      }
      lines_ = std::move(kept);
      if (waits[0].revents != 0) accept_one();
    }
  }

  void accept_one() {
    const int client = accept(listener_, nullptr, nullptr);
    if (client < 0) return;
    if (is_down_) ++refused_;
    const int server = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = loopback(server_port_);
    if (is_down_ || connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      drop({client, server});
      return;
    }
    const int on = 1;
    for (const int it : {client, server}) setsockopt(it, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    lines_.push_back({client, server});
  }

  /// False: the line ends.
  bool forward(int from, int to, From side) {
    std::array<char, 65536> buffer;
    const ssize_t size = recv(from, buffer.data(), buffer.size(), 0);
    if (size <= 0) return false;
    std::string piece(buffer.data(), static_cast<std::size_t>(size));
    if (change_ && side == From::server) change_(piece);
    ++pieces_[static_cast<std::size_t>(side)];
    std::atomic<int>& left = left_[static_cast<std::size_t>(side)];
    const bool cuts = left > 0 && --left == 0;
    if (cuts && !after_it_) return false;
    const bool sent = send(to, piece.data(), piece.size(), MSG_NOSIGNAL) == size;
    return sent && !cuts;
  }

  int server_port_;
  int listener_ = -1;
  int port_ = 0;
  std::vector<Line> lines_;
  std::function<void(std::string&)> change_;
  std::array<std::atomic<int>, 2> left_{};
  std::array<std::atomic<int>, 2> pieces_{};
  std::atomic<bool> after_it_{false};
  std::atomic<bool> is_down_{false};
  std::atomic<int> refused_{0};
  std::atomic<bool> is_ending_{false};
  std::thread thread_;
};

}  // namespace creneau::testing
