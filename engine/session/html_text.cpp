#include "engine/session/html_text.h"

#include <array>
#include <cstdio>

namespace spotter {
namespace {

// Light and dark as the reader's system is set; the colours of exercises stand out on both.
constexpr const char* kStyle = R"(
:root { --ground:#f4f5f7; --card:#fff; --ink:#15181d; --soft:#5d6672; --line:#e2e5ea;
        --c0:#2f6fed; --c1:#d9480f; --c2:#2b8a3e; --c3:#9c36b5; --c4:#b8860b; --c5:#0b7285; }
@media (prefers-color-scheme: dark) {
  :root { --ground:#101317; --card:#191d23; --ink:#e9ecf0; --soft:#9aa4b1; --line:#2b313a;
          --c0:#6ea0ff; --c1:#ff8a5c; --c2:#63c97a; --c3:#cf8be0; --c4:#e0b84c; --c5:#4cc3d9; } }
* { box-sizing:border-box; }
body { margin:0; background:var(--ground); color:var(--ink);
       font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;
       font-variant-numeric:tabular-nums; }
main { max-width:880px; margin:0 auto; padding:40px 20px 56px; }
header { margin-bottom:24px; }
h1 { font-size:32px; line-height:1.2; letter-spacing:-.02em; margin:0 0 4px; overflow-wrap:anywhere; }
h2 { font-size:20px; margin:0; overflow-wrap:anywhere; }
p { margin:0; }
.soft { color:var(--soft); }
.note { white-space:pre-wrap; overflow-wrap:anywhere; margin-top:12px; }
.figures { display:grid; grid-template-columns:repeat(auto-fit,minmax(150px,1fr)); gap:12px; margin-bottom:12px; }
.card { background:var(--card); border:1px solid var(--line); border-radius:14px; padding:18px 20px; margin-bottom:12px; }
.figures .card { margin:0; padding:14px 18px; }
.figure { font-size:30px; font-weight:650; line-height:1.15; letter-spacing:-.02em; }
.figure small { font-size:16px; font-weight:500; color:var(--soft); letter-spacing:0; }
.head { display:flex; gap:10px; align-items:center; margin-bottom:10px; flex-wrap:wrap; }
.head .soft { margin-left:auto; }
.dot { width:12px; height:12px; border-radius:4px; flex:none; }
table { width:100%; border-collapse:collapse; table-layout:fixed; }
th:first-child { width:40px; }
th:last-child { width:30%; }
th { text-align:right; font-weight:500; font-size:13px; color:var(--soft); padding:4px 8px; }
td { text-align:right; padding:7px 8px; border-top:1px solid var(--line); vertical-align:middle; }
th:first-child, td:first-child { text-align:left; padding-left:0; }
th:last-child, td:last-child { padding-right:0; }
td.reps { font-weight:650; }
tr.says td { border-top:0; padding-top:0; text-align:left; color:var(--soft); font-size:14px; overflow-wrap:anywhere; white-space:pre-wrap; }
svg { display:block; width:100%; height:auto; }
svg text { fill:var(--soft); font-size:12px; }
.pace { width:150px; display:inline-block; }
section + section { margin-top:56px; }
footer { margin-top:28px; font-size:13px; color:var(--soft); }
@media (max-width:560px) { .wide { display:none; } h1 { font-size:26px; } .pace { width:90px; } }
@media print { body { background:#fff; } .card { break-inside:avoid; } }
)";

}  // namespace

std::string html_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::string clock_face(SessionTime time) {
    const std::chrono::hh_mm_ss parts(std::chrono::round<std::chrono::seconds>(time));
    const int hours = static_cast<int>(parts.hours().count());
    const int minutes = static_cast<int>(parts.minutes().count());
    const int seconds = static_cast<int>(parts.seconds().count());
    std::array<char, 48> text{};
    if (hours > 0) {
        std::snprintf(text.data(), text.size(), "%d:%02d:%02d", hours, minutes, seconds);
    } else {
        std::snprintf(text.data(), text.size(), "%d:%02d", minutes, seconds);
    }
    return text.data();
}

std::string html_page_begin(const std::string& title) {
    return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
           html_escaped(title) + "</title>\n<style>" + kStyle +
           "</style>\n</head>\n<body>\n<main>\n";
}

std::string html_page_end() {
    return "<footer>Made by Spotter. Reps and times were counted by a camera; + and − mark what "
           "was corrected by hand.</footer>\n</main>\n</body>\n</html>\n";
}

}  // namespace spotter
