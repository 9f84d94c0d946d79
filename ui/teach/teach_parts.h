#pragma once

#include "ui/rect.h"
#include "ui/teach/teach_view.h"

// The tabs of the Teach screen and their parts; each adds what was asked for.
namespace spotter {

void draw_clips_tab(const ClipsView& view, const Rect& area, ClipsActions& actions);
void draw_record(const RecordView& view, const Rect& area, ClipsActions& actions);
void draw_import(const ImportView& view, const Rect& area, ClipsActions& actions);

void draw_dataset_tab(const DatasetView& view, const Rect& area, DatasetActions& actions);
void draw_label_table(const DatasetView& view, const Rect& area, DatasetActions& actions);
void draw_clip_list(const DatasetView& view, const Rect& area, DatasetActions& actions);
// The player and the dialog for another label.
void draw_dataset_dialogs(const DatasetView& view, DatasetActions& actions);

void draw_train_tab(const TrainView& view, const Rect& area, TrainActions& actions);
void draw_train_form(const TrainView& view, const Rect& area, TrainActions& actions);
void draw_train_progress(const TrainView& view, const Rect& area, TrainActions& actions);

void draw_report_tab(const ReportView& view, const Rect& area, ReportActions& actions);
// Everything beneath the choices; taller than the window, so it is scrolled.
void draw_figures(const FiguresView& view, const Rect& area, ReportActions& actions);
// The groups beside a plot of how sure and how right the model is.
void draw_groups(const FiguresView& view, const Rect& area);
float groups_height(const FiguresView& view);

}  // namespace spotter
