#include "ui/shell/closing.h"

#include "ui/format.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/theme.h"

namespace spotter {

bool draw_closing(const ClosingView& view, const Rect& area) {
    Message message;
    message.color = theme().palette().warning;
    message.spinning = true;
    message.title = "Your workout is not saved yet";
    message.text = sentence(view.problem) + ". Spotter tries on for " +
                   std::to_string(view.left_s) +
                   " s and closes once it is saved; if it is not by then, the next start brings "
                   "it in.";
    message.primary = "Close now";
    begin_panel("Closing", area);
    const bool clicked = draw_message(area.inset(theme().px(16)), message) == Clicked::primary;
    end_panel();
    return clicked;
}

}  // namespace spotter
