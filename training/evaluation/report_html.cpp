#include <algorithm>
#include <string_view>

#include "engine/core/counted.h"
#include "training/evaluation/report.h"
#include "training/evaluation/report_charts.h"

namespace spotter {
namespace {

constexpr std::size_t kMostWorst = 12;
constexpr std::size_t kMostGroups = 12;

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--page:#f3f5f4;--card:#fff;--raised:#eceff0;--line:#dfe4e5;--text:#14191c;
--muted:#5b686f;--fill:#6b9b12;--good:107,155,18;--bad:201,72,50;--warn:#8a5a00;--warnbg:#fff4dc}
@media(prefers-color-scheme:dark){:root{--page:#0d1012;--card:#161a1d;--raised:#21272b;--line:#282f33;
--text:#ecf0f1;--muted:#98a4ab;--fill:#beec5c;--good:150,200,60;--bad:244,128,112;--warn:#f5be62;--warnbg:#2a2315}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:15px/1.5 Inter,system-ui,"Segoe UI",sans-serif;
font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:40px 20px 64px}
h1{font-size:28px;line-height:1.2;margin:0 0 6px;letter-spacing:-.02em}
h2{font-size:17px;margin:0 0 4px;letter-spacing:-.01em}
p{margin:0}.muted,.about{color:var(--muted)}.about{font-size:13.5px;margin-bottom:16px;max-width:70ch}
section{background:var(--card);border-radius:14px;padding:22px 24px;margin-top:16px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(210px,1fr));gap:16px;margin-top:28px}
.figures section{margin:0}.figures b{display:block;font-size:34px;line-height:1.15;letter-spacing:-.03em;font-weight:600}
.figures span{color:var(--muted);font-size:13.5px;display:block}
section section{padding:0}section .figures{margin-top:0}
.two{display:grid;grid-template-columns:minmax(0,1.5fr) minmax(0,1fr);gap:16px}
@media(max-width:820px){.two{grid-template-columns:minmax(0,1fr)}}
ul{margin:0;padding-left:20px}li{margin:4px 0}.warn{background:var(--warnbg)}.warn h2{color:var(--warn)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);font-weight:400;white-space:nowrap}
thead th{color:var(--muted);font-size:12.5px;border-bottom-color:var(--line)}tbody tr:last-child>*{border-bottom:0}
.right{text-align:right}.name{min-width:14ch;overflow-wrap:anywhere;white-space:normal}
.confusion{width:auto;border-spacing:3px;border-collapse:separate}.confusion th,.confusion td{border:0;padding:4px 8px}
.confusion .axis{color:var(--muted);font-size:12.5px}.confusion thead .axis[colspan]{text-align:center}
.confusion .column{text-align:center;vertical-align:bottom;max-width:110px;white-space:normal;color:var(--text);font-size:13px}
.cell{min-width:62px;height:46px;text-align:center!important;border-radius:8px;font-size:16px;background:var(--raised)}
.many .cell{min-width:28px;height:32px;font-size:14px}.many th,.many td{padding:2px 4px}
.hit{background:rgba(var(--good),calc(.14 + .6*var(--s)))}.miss{background:rgba(var(--bad),calc(.12 + .88*var(--s)))}
.cell.none{background:var(--raised);color:var(--muted);opacity:.65}
.interval{width:160px;height:16px;display:block}.track{fill:var(--raised)}.fill{fill:var(--fill)}
.whisker{stroke:var(--text);stroke-width:1.3;opacity:.65}
.calibration{width:100%;max-width:300px;display:block;margin:0 auto}.calibration text{fill:var(--muted);font-size:11px}
.grid{stroke:var(--line)}.ideal{stroke:var(--muted);stroke-dasharray:4 4}.gap{stroke:rgba(var(--bad),.7);stroke-width:1.5}
.dot{fill:var(--fill);fill-opacity:.85}
.worst{display:grid;gap:14px}.clip{border-top:1px solid var(--line);padding-top:14px}.clip:first-child{border:0;padding:0}
.clip img{display:block;max-width:100%;height:auto;max-height:130px;border-radius:8px;background:var(--raised);margin-bottom:10px}
.clip .what{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:baseline;margin-bottom:6px}.clip code{font-size:13px;color:var(--muted);overflow-wrap:anywhere}
.tag{font-weight:600}.tag.bad{color:rgb(var(--bad))}
.scores{display:grid;grid-template-columns:repeat(auto-fit,minmax(230px,1fr));gap:2px 24px}
.score{display:grid;grid-template-columns:minmax(90px,auto) 1fr 44px;gap:10px;align-items:center;font-size:13px;color:var(--muted)}
.score i{background:var(--raised);border-radius:4px;height:6px;overflow:hidden}.score b{display:block;height:100%;background:var(--muted)}
.score em{font-style:normal;text-align:right}.score.truth{color:var(--text)}.score.truth b{background:var(--fill)}.score.said b{background:rgb(var(--bad))}
footer{color:var(--muted);font-size:13px;margin-top:24px}
@media print{body{background:#fff}section{break-inside:avoid;border:1px solid var(--line)}}
)";

std::string section(const std::string& title, const std::string& about, const std::string& body,
                    const std::string& kind = "") {
    return "<section" + (kind.empty() ? "" : " class=\"" + kind + "\"") + "><h2>" + title +
           "</h2>" + (about.empty() ? "" : "<p class=\"about\">" + about + "</p>") + body +
           "</section>\n";
}

std::string figure(const std::string& value, const std::string& name, const std::string& more,
                   const std::string& chart = "") {
    return "<section><span>" + name + "</span><b>" + value + "</b>" + chart + "<span>" + more +
           "</span></section>";
}

std::string head(const EvaluationReport& report) {
    std::string about;
    if (report.evaluation) {
        about = counted(report.evaluation->accuracy.count, "clip") + " of " +
                counted(report.evaluation->by_group.size(), "group") + ", " +
                (report.origin.split == "all" ? "all splits"
                                              : "split: " + escaped(report.origin.split));
    }
    std::string out = "<h1>" + escaped(report.model) + " on " + escaped(report.origin.dataset) +
                      "</h1><p class=\"muted\">" + about + "</p>";
    for (const std::string& line : origin_lines(report)) {
        out += "<p class=\"muted\">" + escaped(line) + "</p>";
    }
    return out;
}

std::string main_figures(const Evaluation& evaluation) {
    const Proportion& accuracy = evaluation.accuracy;
    return "<div class=\"figures\">" +
           figure(percent_text(accuracy.share()), "Accuracy",
                  std::to_string(accuracy.right) + " of " + std::to_string(accuracy.count) +
                      " right; 95 % interval " + interval_text(accuracy),
                  interval_chart(accuracy)) +
           figure(percent_text(evaluation.balanced_accuracy), "Balanced accuracy",
                  "each label counts the same") +
           figure(percent_text(evaluation.macro_f1), "Macro F1",
                  "precision and recall of each label, averaged") +
           figure(percent_text(evaluation.calibration_error), "Calibration error",
                  "how far its confidence is from how often it is right") +
           "</div>";
}

std::string trust(const std::vector<std::string>& weaknesses) {
    if (weaknesses.empty()) {
        return section("How far to trust these figures", "",
                       "<p>Nothing speaks against them: enough clips of enough groups, none of "
                       "which training saw.</p>");
    }
    std::string list = "<ul>";
    for (const std::string& line : weaknesses) list += "<li>" + escaped(line) + "</li>";
    return section("How far to trust these figures", "", list + "</ul>", "warn");
}

std::string label_table(const Evaluation& evaluation) {
    std::string out =
        "<div class=\"scroll\"><table><thead><tr><th>Label</th><th class=\"right\">Clips</th>"
        "<th class=\"right\">Precision</th><th class=\"right\">Recall</th><th>95 % interval of "
        "recall</th><th></th><th class=\"right\">F1</th></tr></thead><tbody>";
    for (const LabelFigures& label : evaluation.by_label) {
        const bool present = label.support > 0;
        out += "<tr><td>" + escaped(display_name(label.label)) + "</td><td class=\"right\">" +
               std::to_string(label.support) + "</td><td class=\"right\">" +
               fixed(label.precision, 3) + "</td><td class=\"right\">" +
               (present ? fixed(label.recall.share(), 3) : "–") + "</td><td>" +
               (present ? interval_chart(label.recall) : "") + "</td><td class=\"muted\">" +
               (present ? interval_text(label.recall) : "") + "</td><td class=\"right\">" +
               fixed(label.f1, 3) + "</td></tr>";
    }
    return out + "</tbody></table></div>";
}

std::string group_table(const Evaluation& evaluation) {
    std::string out =
        "<div class=\"scroll\"><table><thead><tr><th>Group</th><th "
        "class=\"right\">Clips</th><th class=\"right\">Right</th><th></th></tr>"
        "</thead><tbody>";
    const std::size_t shown = std::min(kMostGroups, evaluation.by_group.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const GroupFigures& group = evaluation.by_group[i];
        out += "<tr><td class=\"name\">" + escaped(group.group) + "</td><td class=\"right\">" +
               std::to_string(group.clips) + "</td><td class=\"right\">" +
               std::to_string(group.right) + "</td><td>" +
               interval_chart(proportion(group.right, group.clips)) + "</td></tr>";
    }
    out += "</tbody></table></div>";
    if (shown < evaluation.by_group.size()) {
        out += "<p class=\"about\">and " +
               counted(evaluation.by_group.size() - shown, "more group") + ", none worse.</p>";
    }
    return out;
}

std::string worst_list(const EvaluationReport& report) {
    const Evaluation& evaluation = *report.evaluation;
    std::string out = "<div class=\"worst\">";
    for (const std::size_t i : worst_clips(evaluation, kMostWorst)) {
        const JudgedClip& clip = evaluation.clips[i];
        const auto strip = report.filmstrips.find(clip.verdict.file);
        out += "<div class=\"clip\">";
        if (strip != report.filmstrips.end()) {
            out += "<img alt=\"pictures from start to end of " + escaped(clip.verdict.file) +
                   "\" src=\"" + escaped(strip->second) + "\">";
        }
        out += "<div class=\"what\"><span class=\"tag\">" +
               escaped(display_name(clip.verdict.truth)) + "</span>" +
               (clip.right ? "<span>right, but hardly</span>"
                           : "<span class=\"tag bad\">was called " +
                                 escaped(display_name(clip.said)) + "</span>") +
               "<code>" + escaped(clip.verdict.file) + "</code></div>" +
               score_chart(evaluation, clip) + "</div>";
    }
    return out + "</div>";
}

std::string comparison(const EvaluationReport& report) {
    const OtherModel& other = *report.against;
    const Comparison& counts = other.comparison;
    const auto row = [](const std::string& model, const Evaluation& evaluation, std::size_t alone) {
        return "<tr><td class=\"name\">" + escaped(model) + "</td><td class=\"right\">" +
               percent_text(evaluation.accuracy.share()) + "</td><td>" +
               interval_chart(evaluation.accuracy) + "</td><td class=\"right\">" +
               percent_text(evaluation.balanced_accuracy) + "</td><td class=\"right\">" +
               percent_text(evaluation.macro_f1) + "</td><td class=\"right\">" +
               std::to_string(alone) + "</td></tr>";
    };
    const bool differ = counts.p_value < 0.05;
    return section(
        "Compared with " + escaped(other.model),
        std::string("On the same clips. McNemar’s exact test: p = ") + fixed(counts.p_value, 4) +
            (differ ? "; a difference like this is hardly chance."
                    : "; a difference like this can well be chance."),
        "<div class=\"scroll\"><table><thead><tr><th>Model</th><th class=\"right\">Accuracy</th>"
        "<th></th><th class=\"right\">Balanced</th><th class=\"right\">Macro F1</th><th "
        "class=\"right\">Right alone</th></tr></thead><tbody>" +
            row(report.model, *report.evaluation, counts.only_first) +
            row(other.model, other.evaluation, counts.only_second) + "</tbody></table></div>");
}

std::string streaming(const EvaluationReport& report) {
    const StreamingFigures& figures = *report.streaming;
    const auto seconds = [](const std::optional<double>& value) {
        return value ? fixed(*value, 1) + " s" : std::string("–");
    };
    std::string notes;
    for (const std::string& note : report.streaming_notes) notes += escaped(note) + " ";
    std::string body =
        "<div class=\"figures\">" +
        figure(percent_text(figures.right_share()), "Time with the right label",
               "of " + fixed(figures.minutes, 1) + " minutes") +
        figure(seconds(figures.delay_s(0.5)), "Delay to the right label",
               "median; 95 %: " + seconds(figures.delay_s(0.95)) + "; " +
                   counted(figures.missed, "exercise") + " never shown") +
        figure(fixed(figures.flips_per_minute(), 1), "Changes a minute",
               fixed(figures.true_changes_per_minute(), 1) + " were needed") +
        figure(fixed(figures.false_active_s_per_idle_minute(), 1) + " s", "False exercise",
               "per idle minute, of " + fixed(figures.idle_minutes, 1) + " minutes") +
        figure(percent_text(figures.segment_f1()), "Segment F1",
               std::to_string(figures.segments_matched) + " matched of " +
                   std::to_string(figures.segments_found) + " found and " +
                   std::to_string(figures.segments_true) + " true") +
        "</div>";
    return section("Over time", notes, body);
}

}  // namespace

std::string report_html(const EvaluationReport& report) {
    std::string out =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
        "content=\"width=device-width,initial-scale=1\"><title>" +
        escaped(report.model) + " on " + escaped(report.origin.dataset) + "</title><style>" +
        std::string(kStyle) + "</style></head><body><main>" + head(report);
    if (report.evaluation) out += main_figures(*report.evaluation) + trust(report.weaknesses);
    if (!report.evaluation && report.streaming) out += streaming(report);
    if (report.evaluation) {
        const Evaluation& evaluation = *report.evaluation;
        out += section("What was called what", "Colour is the share of each row.",
                       confusion_chart(evaluation));
        out += section("Labels", "", label_table(evaluation));
        if (report.against) out += comparison(report);
        if (report.streaming) out += streaming(report);
        out += "<div class=\"two\">" +
               section("Groups",
                       "The worst first. Clips of a group show the same person, place "
                       "or recording.",
                       group_table(evaluation)) +
               section("Calibration",
                       "On the dashed line it is as sure as it is right; larger dots are more "
                       "clips.",
                       calibration_chart(evaluation)) +
               "</div>";
        out += section("Worst clips", "The surest mistakes first, then what was hardly right.",
                       worst_list(report));
    }
    return out + "<footer>Made by " + escaped(report.made_with) +
           ". Intervals are 95 % Wilson score intervals.</footer></main></body></html>\n";
}

}  // namespace spotter
