#include "world/row_marks.hpp"

namespace mixite {

MIXITE_VECTOR_CLONES
void mark_below(RowMarks& marks,
                const std::array<std::uint32_t, rows_per_block>& words,
                const Households& households,
                const QuietFrom& quiet_from,
                const Block& block) {
    const auto* tenures = households.tenure.values().data() + block.first;
    const auto size = block.last - block.first;
    const auto [owner, private_tenant, social_tenant, hosted, gone] = quiet_from;
    for (std::size_t i = 0; i < size; ++i) {
        const auto tenure = tenures[i];
        const std::uint32_t from = tenure == Tenure::owner            ? owner
                                   : tenure == Tenure::private_tenant ? private_tenant
                                   : tenure == Tenure::social_tenant  ? social_tenant
                                   : tenure == Tenure::hosted         ? hosted
                                                                      : gone;
        marks[i] = words[i] < from ? 1 : 0;
    }
}

}  // namespace mixite
