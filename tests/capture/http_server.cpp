#include "tests/capture/http_server.h"

#include <array>
#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace spotter::test {
namespace {

constexpr int kPollMilliseconds = 10;

int bound_socket(int* port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (fd < 0 || ::bind(fd, plain, size) != 0 || ::getsockname(fd, plain, &size) != 0) {
        throw std::runtime_error("no loopback socket");
    }
    *port = ntohs(address.sin_port);
    return fd;
}

bool readable(int fd, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        pollfd waiting{fd, POLLIN, 0};
        if (::poll(&waiting, 1, kPollMilliseconds) > 0) return true;
    }
    return false;
}

}  // namespace

std::string Connection::receive() const {
    std::string request;
    std::array<char, 4096> buffer{};
    while (request.find("\r\n\r\n") == std::string::npos && readable(socket_, stop_)) {
        const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (got <= 0) return {};
        request.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return request;
}

bool Connection::send(const std::string& bytes) const {
    std::size_t sent = 0;
    while (sent < bytes.size() && !stop_.stop_requested()) {
        pollfd waiting{socket_, POLLOUT, 0};
        if (::poll(&waiting, 1, kPollMilliseconds) <= 0) continue;
        const ssize_t got =
            ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (got < 0) return false;
        sent += static_cast<std::size_t>(got);
    }
    return sent == bytes.size();
}

void Connection::stall() const {
    std::array<char, 256> buffer{};
    while (readable(socket_, stop_)) {
        if (::recv(socket_, buffer.data(), buffer.size(), 0) <= 0) return;
    }
}

LoopbackServer::LoopbackServer(std::function<void(const Connection&)> serve)
    : serve_(std::move(serve)), listener_(bound_socket(&port_)) {
    ::listen(listener_, 16);
    acceptor_ = std::jthread([this](const std::stop_token& stop) { accept_all(stop); });
}

LoopbackServer::~LoopbackServer() {
    acceptor_.request_stop();
    acceptor_.join();
    connections_.clear();
    ::close(listener_);
}

void LoopbackServer::accept_all(const std::stop_token& stop) {
    while (readable(listener_, stop)) {
        const int fd = ::accept(listener_, nullptr, nullptr);
        if (fd < 0) continue;
        connections_.emplace_back([this, fd](const std::stop_token& ending) {
            serve_(Connection(fd, ending));
            ::close(fd);
        });
    }
}

int closed_port() {
    int port = 0;
    ::close(bound_socket(&port));
    return port;
}

void serve_file(const Connection& connection, const std::string& bytes) {
    const std::string request = connection.receive();
    if (request.empty()) return;
    std::size_t from = 0;
    const auto range = request.find("Range: bytes=");
    if (range != std::string::npos) from = std::stoul(request.substr(range + 13));
    const std::string total = std::to_string(bytes.size());
    std::string answer =
        range == std::string::npos ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 206 Partial Content\r\n";
    if (range != std::string::npos) {
        answer += "Content-Range: bytes " + std::to_string(from) + "-" +
                  std::to_string(bytes.size() - 1) + "/" + total + "\r\n";
    }
    answer += "Accept-Ranges: bytes\r\nContent-Length: " + std::to_string(bytes.size() - from) +
              "\r\nConnection: close\r\n\r\n";
    connection.send(answer + bytes.substr(from));
}

}  // namespace spotter::test
