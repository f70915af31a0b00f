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
    // By masks: with a choice of five, compilers do not vectorise.
    for (std::size_t i = 0; i < size; ++i) {
        const auto tenure = tenures[i];
        const auto where = [tenure](Tenure one, std::uint32_t from) {
            return (std::uint32_t{0} - static_cast<std::uint32_t>(tenure == one)) & from;
        };
        const auto from = where(Tenure::owner, owner) |
                          where(Tenure::private_tenant, private_tenant) |
                          where(Tenure::social_tenant, social_tenant) |
                          where(Tenure::hosted, hosted) | where(Tenure::gone, gone);
        marks[i] = words[i] < from ? 1 : 0;
    }
}

}  // namespace mixite
