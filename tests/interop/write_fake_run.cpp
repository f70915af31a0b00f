#include <cstdio>
#include <exception>

#include "fake_run.hpp"

/// Writes the invented run that the readers of the other languages open: write_fake_run FILE
int main(int argument_count, char** arguments) {
    if (argument_count != 2) {
        return 64;
    }
    try {
        fake_run::write(arguments[1]);
        return 0;
    } catch (const std::exception& error) {
        static_cast<void>(std::fputs(error.what(), stderr));
        return 74;
    }
}
