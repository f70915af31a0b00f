#include "foundation/sha256.hpp"

#include <array>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

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

MissingInput unreadable(const std::filesystem::path& path, const char* verb, int error) {
    Diagnostic diagnostic;
    diagnostic.file = path.string();
    diagnostic.problem = fmt::format("the file cannot be {}", verb);
    diagnostic.reason = std::generic_category().message(error);
    return MissingInput({diagnostic});
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

std::string sha256_hex_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw unreadable(path, "opened", errno);
    }
    Sha256 sha256;
    std::vector<char> buffer(1U << 16U);
    do {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        sha256.update(std::string_view(buffer.data(), static_cast<std::size_t>(file.gcount())));
    } while (file);
    if (file.bad()) {
        throw unreadable(path, "read", errno);
    }
    return sha256.hex();
}

}  // namespace mixite
