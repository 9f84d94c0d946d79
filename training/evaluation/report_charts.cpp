#include "training/evaluation/report_charts.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace spotter {
namespace {

std::string attribute(const char* name, double value) {
    return std::string(" ") + name + "=\"" + fixed(value, 2) + "\"";
}

std::string rectangle(double x, double y, double width, double height, const std::string& style) {
    return "<rect" + attribute("x", x) + attribute("y", y) + attribute("width", width) +
           attribute("height", height) + " " + style + "/>";
}

std::string line(double x1, double y1, double x2, double y2, const std::string& style) {
    return "<line" + attribute("x1", x1) + attribute("y1", y1) + attribute("x2", x2) +
           attribute("y2", y2) + " " + style + "/>";
}

std::string confusion_cell(const Evaluation& evaluation, std::size_t truth, std::size_t said) {
    const std::size_t count = evaluation.confusion[truth][said];
    const std::size_t support = evaluation.by_label[truth].support;
    const double share =
        support == 0 ? 0 : static_cast<double>(count) / static_cast<double>(support);
    const char* kind = truth == said ? "hit" : "miss";
    return std::string("<td class=\"cell ") + kind + (count == 0 ? " none" : "") +
           "\" style=\"--s:" + fixed(share, 3) + "\" title=\"" + percent_text(share) + " of " +
           escaped(display_name(evaluation.labels[truth])) + " called " +
           escaped(display_name(evaluation.labels[said])) + "\">" + std::to_string(count) + "</td>";
}

}  // namespace

std::string escaped(const std::string& text) {
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
                out += c;
        }
    }
    return out;
}

std::string fixed(double value, int decimals) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

std::string fixed(const std::optional<double>& value, int decimals) {
    return value ? fixed(*value, decimals) : "–";
}

std::string percent_text(double share) {
    return fixed(share * 100, 1) + " %";
}

std::string interval_text(const Proportion& proportion) {
    return fixed(proportion.low * 100, 1) + " to " + percent_text(proportion.high);
}

std::string interval_chart(const Proportion& proportion) {
    constexpr double kWidth = 160;
    constexpr double kMiddle = 8;
    const double low = proportion.low * kWidth;
    const double high = proportion.high * kWidth;
    return "<svg class=\"interval\" viewBox=\"0 0 160 16\" role=\"img\" aria-label=\"" +
           percent_text(proportion.share()) + ", " + interval_text(proportion) + "\">" +
           rectangle(0, 5, kWidth, 6, "rx=\"3\" class=\"track\"") +
           rectangle(0, 5, proportion.share() * kWidth, 6, "rx=\"3\" class=\"fill\"") +
           line(low, kMiddle, high, kMiddle, "class=\"whisker\"") +
           line(low, 3, low, 13, "class=\"whisker\"") +
           line(high, 3, high, 13, "class=\"whisker\"") + "</svg>";
}

// Columns are headed by their labels; many of them by numbers, which stand before the rows' labels.
std::string confusion_chart(const Evaluation& evaluation) {
    constexpr std::size_t kMostNamed = 10;
    const bool numbered = evaluation.labels.size() > kMostNamed;
    const auto number = [](std::size_t i) { return std::to_string(i + 1); };
    const auto name = [&](std::size_t i) { return escaped(display_name(evaluation.labels[i])); };
    std::string out =
        "<div class=\"scroll\"><table class=\"confusion" + std::string(numbered ? " many" : "") +
        "\"><thead><tr><th></th><th colspan=\"" + std::to_string(evaluation.labels.size()) +
        "\" class=\"axis\">was called</th><th></th></tr><tr><th class=\"axis\">is</th>";
    for (std::size_t i = 0; i < evaluation.labels.size(); ++i) {
        out += "<th class=\"column\"><span>" + (numbered ? number(i) : name(i)) + "</span></th>";
    }
    out += "<th class=\"axis right\">right</th></tr></thead><tbody>";
    for (std::size_t truth = 0; truth < evaluation.labels.size(); ++truth) {
        out += "<tr><th>" + (numbered ? number(truth) + " " : "") + name(truth) + "</th>";
        for (std::size_t said = 0; said < evaluation.labels.size(); ++said) {
            out += confusion_cell(evaluation, truth, said);
        }
        const Proportion& recall = evaluation.by_label[truth].recall;
        out += "<td class=\"right\">" +
               (recall.count == 0
                    ? "–"
                    : std::to_string(recall.right) + " of " + std::to_string(recall.count)) +
               "</td></tr>";
    }
    return out + "</tbody></table></div>";
}

std::string calibration_chart(const Evaluation& evaluation) {
    constexpr double kSide = 220;
    constexpr double kEdge = 34;
    std::size_t most = 1;
    for (const CalibrationBin& bin : evaluation.calibration) most = std::max(most, bin.count);
    const auto x = [](double value) { return kEdge + value * kSide; };
    const auto y = [](double value) { return 10 + (1 - value) * kSide; };
    std::string out =
        "<svg class=\"calibration\" viewBox=\"0 0 264 276\" role=\"img\" "
        "aria-label=\"accuracy over confidence\">";
    for (const double tick : {0.0, 0.5, 1.0}) {
        out += line(x(0), y(tick), x(1), y(tick), "class=\"grid\"");
        out += "<text" + attribute("x", kEdge - 6) + attribute("y", y(tick) + 4) +
               " text-anchor=\"end\">" + fixed(tick * 100, 0) + "</text>";
        out += "<text" + attribute("x", x(tick)) + attribute("y", y(0) + 18) +
               " text-anchor=\"middle\">" + fixed(tick * 100, 0) + "</text>";
    }
    out += line(x(0), y(0), x(1), y(1), "class=\"ideal\"");
    for (const CalibrationBin& bin : evaluation.calibration) {
        if (bin.count == 0) continue;
        const double part = static_cast<double>(bin.count) / static_cast<double>(most);
        out += line(x(bin.confidence), y(bin.confidence), x(bin.confidence), y(bin.accuracy),
                    "class=\"gap\"");
        out += "<circle" + attribute("cx", x(bin.confidence)) + attribute("cy", y(bin.accuracy)) +
               attribute("r", 4 + 7 * part) + " class=\"dot\"><title>" + std::to_string(bin.count) +
               " clips: " + percent_text(bin.confidence) + " sure, " + percent_text(bin.accuracy) +
               " right</title></circle>";
    }
    return out + "<text" + attribute("x", x(0.5)) + attribute("y", y(0) + 38) +
           " text-anchor=\"middle\" class=\"name\">how sure, %</text><text "
           "transform=\"translate(10," +
           fixed(y(0.5), 1) +
           ") rotate(-90)\" text-anchor=\"middle\" class=\"name\">how often right, %</text></svg>";
}

std::string score_chart(const Evaluation& evaluation, const JudgedClip& clip) {
    std::string out = "<div class=\"scores\">";
    for (std::size_t i = 0; i < evaluation.labels.size(); ++i) {
        const std::string& label = evaluation.labels[i];
        const auto score = static_cast<double>(clip.verdict.scores[i]);
        const bool truth = label == clip.verdict.truth;
        const bool said = label == clip.said;
        if (!truth && !said && score < 0.01) continue;
        out += std::string("<div class=\"score") +
               (truth  ? " truth"
                : said ? " said"
                       : "") +
               "\"><span>" + escaped(display_name(label)) +
               "</span><i><b style=\"width:" + fixed(score * 100, 1) + "%\"></b></i><em>" +
               fixed(score * 100, 0) + " %</em></div>";
    }
    return out + "</div>";
}

}  // namespace spotter
