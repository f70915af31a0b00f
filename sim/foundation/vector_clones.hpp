#pragma once

/// Before a function of plain loops: compiled once more for each wider instruction set, the widest
/// that the machine has being chosen at the start. As nothing is contracted (-ffp-contract=off),
/// all give the same bits. Not under sanitizers, which do not bear the choice.
#if defined(MIXITE_VECTORISE) && defined(__x86_64__)
#define MIXITE_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define MIXITE_VECTOR_CLONES
#endif
