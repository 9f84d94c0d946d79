#pragma once

#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace spotter::test {

// One connection of the server below.
class Connection {
  public:
    Connection(int socket, std::stop_token stop) : socket_(socket), stop_(std::move(stop)) {}
    // The request's header; empty when the client left.
    std::string receive() const;
    // False when the client left.
    bool send(const std::string& bytes) const;
    // Keeps the connection open, silent, until the client leaves or the server ends.
    void stall() const;

  private:
    const int socket_;
    const std::stop_token stop_;
};

// Answers on a port of the loopback interface with `serve`, each connection in a thread.
class LoopbackServer {
  public:
    explicit LoopbackServer(std::function<void(const Connection&)> serve);
    ~LoopbackServer();
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;

    int port() const { return port_; }
    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }

  private:
    void accept_all(const std::stop_token& stop);

    const std::function<void(const Connection&)> serve_;
    int port_ = 0;
    int listener_ = -1;
    // The acceptor's alone:
    std::vector<std::jthread> connections_;
    std::jthread acceptor_;
};

// A port of the loopback interface on which nobody answers.
int closed_port();

// Serves `bytes` as a file server does: whole, or the part that a Range header asks for.
void serve_file(const Connection& connection, const std::string& bytes);

}  // namespace spotter::test
