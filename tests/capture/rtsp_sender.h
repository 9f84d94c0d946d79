#pragma once

#include <string>

#include "tests/capture/http_server.h"

namespace spotter::test {

// Answers as a camera on the network does until the client wants to see, and sends it `stream`,
// an MPEG transport stream, as RTP within the connection. Then the caller decides what happens.
void send_by_rtsp(const Connection& connection, const std::string& stream);

}  // namespace spotter::test
