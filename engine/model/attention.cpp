#include "engine/model/attention.h"

#include <algorithm>
#include <cmath>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include "engine/model/softmax_rows.h"

// Note [attention in bfloat16]
// On a CPU the built-in attention computes in float32, in blocks of 32 queries. Here the products
// are bfloat16's own, as large as the cache allows: all heads of a few clips at once when clips
// are short, a block of queries of one head when they are long. Backwards the probabilities are
// computed again, so that nothing but the projections is kept for it.

namespace spotter {
namespace {

// Scores of so many queries of a long clip, and of so many heads of a short one, are computed
// together: they stay in the cache between the products.
constexpr std::int64_t kQueries = 392;
constexpr std::int64_t kScores = 512 * 1024;

// (3, B * heads, N, D / heads): query, key and value of each head, contiguous.
at::Tensor by_head(const at::Tensor& qkv, int heads) {
    const std::int64_t batch = qkv.size(0);
    const std::int64_t tokens = qkv.size(1);
    const std::int64_t width = qkv.size(2) / (3 * heads);
    return qkv.view({batch, tokens, 3, heads, width})
        .permute({2, 0, 3, 1, 4})
        .reshape({3, batch * heads, tokens, width});
}

BFloat16Rows rows_of(const at::Tensor& scores) {
    const std::int64_t width = scores.size(-1);
    return {static_cast<std::uint16_t*>(scores.data_ptr()), scores.numel() / width, width};
}

float scale_of(const at::Tensor& query) {
    return static_cast<float>(1 / std::sqrt(static_cast<double>(query.size(-1))));
}

// Heads that are computed together; every core gets some.
std::int64_t heads_at_once(const at::Tensor& query) {
    const std::int64_t heads = query.size(0);
    const std::int64_t share = (heads + at::get_num_threads() - 1) / at::get_num_threads();
    return std::clamp<std::int64_t>(kScores / (query.size(1) * query.size(1)), 1, share);
}

// Runs work(first, count) for every few heads, on all cores.
template <class Work>
void for_heads(const at::Tensor& query, const Work& work) {
    const std::int64_t heads = query.size(0);
    const std::int64_t step = heads_at_once(query);
    at::parallel_for(0, (heads + step - 1) / step, 1, [&](std::int64_t begin, std::int64_t end) {
        const c10::InferenceMode inference;  // each thread has its own
        for (std::int64_t i = begin; i < end; ++i) {
            work(i * step, std::min(step, heads - i * step));
        }
    });
}

// (heads, N, width) each -> (heads, N, width).
at::Tensor attended(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value) {
    const at::Tensor out = at::empty_like(value);
    const std::int64_t tokens = query.size(1);
    const float scale = scale_of(query);
    for_heads(query, [&](std::int64_t head, std::int64_t heads) {
        const at::Tensor keys = key.narrow(0, head, heads).transpose(1, 2);
        const at::Tensor values = value.narrow(0, head, heads);
        const std::int64_t step = heads > 1 ? tokens : std::min(kQueries, tokens);
        at::Tensor scores = at::empty({heads, step, tokens}, query.options());
        for (std::int64_t first = 0; first < tokens; first += step) {
            const std::int64_t count = std::min(step, tokens - first);
            at::Tensor part = scores.narrow(1, 0, count);
            at::bmm_out(part, query.narrow(0, head, heads).narrow(1, first, count), keys);
            softmax_rows(rows_of(part), scale);
            at::Tensor result = out.narrow(0, head, heads).narrow(1, first, count);
            at::bmm_out(result, part, values);
        }
    });
    return out;
}

// The gradient of attended()'s arguments, (3, heads, N, width), from that of its result.
at::Tensor gradient_of_attended(const at::Tensor& qkv, const at::Tensor& gradient) {
    const at::Tensor out = at::empty_like(qkv);
    const std::int64_t tokens = qkv.size(2);
    const float scale = scale_of(qkv);
    for_heads(qkv[0], [&](std::int64_t head, std::int64_t heads) {
        const at::Tensor query = qkv[0].narrow(0, head, heads);
        const at::Tensor key = qkv[1].narrow(0, head, heads);
        const at::Tensor value = qkv[2].narrow(0, head, heads);
        const at::Tensor of_result = gradient.narrow(0, head, heads);
        at::Tensor of_query = out[0].narrow(0, head, heads);
        at::Tensor of_key = out[1].narrow(0, head, heads);
        at::Tensor of_value = out[2].narrow(0, head, heads);
        at::Tensor shares = at::empty({heads, tokens, tokens}, qkv.options());
        at::Tensor of_shares = at::empty_like(shares);
        at::bmm_out(shares, query, key.transpose(1, 2));
        softmax_rows(rows_of(shares), scale);
        at::bmm_out(of_value, shares.transpose(1, 2), of_result);
        at::bmm_out(of_shares, of_result, value.transpose(1, 2));
        softmax_gradient_rows(rows_of(shares), rows_of(of_shares), scale);
        at::bmm_out(of_query, of_shares, key);
        at::bmm_out(of_key, of_shares.transpose(1, 2), query);
    });
    return out;
}

at::Tensor attention_in_bfloat16(const at::Tensor& qkv, int heads) {
    const at::Tensor split = by_head(qkv, heads);
    const at::Tensor out = attended(split[0], split[1], split[2]);
    return out.view({qkv.size(0), heads, qkv.size(1), -1}).transpose(1, 2).flatten(2);
}

// See Note [attention in bfloat16].
class LearntAttention : public torch::autograd::Function<LearntAttention> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& qkv,
                              std::int64_t heads) {
        context->save_for_backward({qkv});
        context->saved_data["heads"] = heads;
        return attention_in_bfloat16(qkv.detach(), static_cast<int>(heads));
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        const at::Tensor qkv = context->get_saved_variables().front();
        const std::int64_t heads = context->saved_data["heads"].toInt();
        const std::int64_t batch = qkv.size(0);
        const std::int64_t tokens = qkv.size(1);
        const at::Tensor gradient = gradients.front()
                                        .to(at::kBFloat16)
                                        .reshape({batch, tokens, heads, -1})
                                        .transpose(1, 2)
                                        .flatten(0, 1);
        const at::Tensor out =
            gradient_of_attended(by_head(qkv, static_cast<int>(heads)), gradient.contiguous());
        return {out.view({3, batch, heads, tokens, -1}).permute({1, 3, 0, 2, 4}).flatten(2), {}};
    }
};

}  // namespace

at::Tensor attention_from_qkv(const at::Tensor& qkv, int heads) {
    if (qkv.is_cpu() && qkv.scalar_type() == at::kBFloat16) {
        const bool learns = c10::GradMode::is_enabled() && qkv.requires_grad();
        return learns ? LearntAttention::apply(qkv, heads) : attention_in_bfloat16(qkv, heads);
    }
    const std::int64_t batch = qkv.size(0);
    const std::int64_t tokens = qkv.size(1);
    const std::int64_t width = qkv.size(2) / 3;
    const at::Tensor split =
        qkv.view({batch, tokens, 3, heads, width / heads}).permute({2, 0, 3, 1, 4}).contiguous();
    const at::Tensor out = at::scaled_dot_product_attention(split[0], split[1], split[2]);
    return out.transpose(1, 2).reshape({batch, tokens, width});
}

}  // namespace spotter
