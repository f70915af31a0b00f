#include "foundation/sha256.hpp"

#include <array>
#include <cstdint>
#include <iterator>

#include <openssl/evp.h>

#include "foundation/failure.hpp"

namespace mixite {

namespace {

void require(int succeeded) {
    ENSURE(succeeded == 1, "OpenSSL's SHA-256 failed");
}

std::string hex_digits(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve(2 * bytes.size());
    for (const auto byte : bytes) {
        fmt::format_to(std::back_inserter(text), "{:02x}", byte);
    }
    return text;
}

}  // namespace

struct Sha256::Context {
    EVP_MD_CTX* state = EVP_MD_CTX_new();

    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_MD_CTX_free(state); }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    require(EVP_DigestInit_ex(context_->state, EVP_sha256(), nullptr));
}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> bytes) {
    require(EVP_DigestUpdate(context_->state, bytes.data(), bytes.size()));
}

void Sha256::update(std::string_view text) {
    update(std::as_bytes(std::span(text)));
}

std::string Sha256::hex() const {
    const Context finished;
    require(EVP_MD_CTX_copy_ex(finished.state, context_->state));
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    require(EVP_DigestFinal_ex(finished.state, digest.data(), &size));
    return hex_digits(std::span(digest).first(size));
}

std::string sha256_hex(std::string_view text) {
    Sha256 sha256;
    sha256.update(text);
    return sha256.hex();
}

}  // namespace mixite
