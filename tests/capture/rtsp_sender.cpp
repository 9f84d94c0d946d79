#include "tests/capture/rtsp_sender.h"

#include <cstddef>
#include <cstdint>

namespace spotter::test {
namespace {

constexpr std::size_t kPacket = 7 * 188;  // whole packets of the transport stream

std::string field_of(const std::string& request, const std::string& name) {
    const auto at = request.find(name + ": ");
    if (at == std::string::npos) return {};
    const auto from = at + name.size() + 2;
    return request.substr(from, request.find("\r\n", from) - from);
}

std::string answer_to(const std::string& request) {
    std::string answer = "RTSP/1.0 200 OK\r\nCSeq: " + field_of(request, "CSeq") + "\r\n";
    if (request.starts_with("OPTIONS")) answer += "Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n";
    if (request.starts_with("SETUP")) {
        answer += "Session: 1\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n";
    }
    if (!request.starts_with("DESCRIBE")) return answer + "\r\n";
    const std::string description =
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\n"
        "m=video 0 RTP/AVP 33\r\na=control:track\r\n";
    return answer + "Content-Type: application/sdp\r\nContent-Length: " +
           std::to_string(description.size()) + "\r\n\r\n" + description;
}

char byte_of(std::size_t number, int which) {
    return static_cast<char>(number >> (8 * which) & 0xff);
}

// RTP with payload type 33 (RFC 3551), between the answers on channel 0 (RFC 2326, 10.12).
std::string packet_of(const std::string& payload, std::size_t number) {
    std::string rtp = {'\x80', 33, byte_of(number, 1), byte_of(number, 0)};
    rtp += std::string(4, '\0') + "spot" + payload;
    return std::string{'$', '\0', byte_of(rtp.size(), 1), byte_of(rtp.size(), 0)} + rtp;
}

}  // namespace

void send_by_rtsp(const Connection& connection, const std::string& stream) {
    for (std::string request = connection.receive(); !request.empty();
         request = connection.receive()) {
        if (!connection.send(answer_to(request))) return;
        if (request.starts_with("PLAY")) break;
    }
    for (std::size_t at = 0, number = 0; at < stream.size(); at += kPacket, ++number) {
        if (!connection.send(packet_of(stream.substr(at, kPacket), number))) return;
    }
}

}  // namespace spotter::test
