#pragma once
/// \file
/// Several threads that do something at once.

#include <atomic>
#include <thread>
#include <vector>

namespace creneau::capi_testing {

inline constexpr int kThreads = 8;

/// Runs `work(thread)` on each of eight threads at once.
template <class Work>
void together(Work&& work) {
  std::atomic<int> waiting{kThreads};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread)
    threads.emplace_back([&, thread] {
      --waiting;
      while (waiting > 0) std::this_thread::yield();
      work(thread);
    });
  for (std::thread& it : threads) it.join();
}

}  // namespace creneau::capi_testing
