# Installs the packages of the report's page: cmake -DNPM=… -DPAGE=… -P install_packages.cmake
#
# Beside their place, then moved into it whole: an install that is interrupted leaves no half of one, and the stamp within
# says of which lock file it is. One at a time: build trees share the packages.
set(place ${PAGE}/node_modules)
set(stamp ${place}/.installed)
set(beside ${PAGE}/node_modules.part)

file(LOCK ${PAGE}/node_modules.lock TIMEOUT 1800)
file(SHA256 ${PAGE}/package.json package)
file(SHA256 ${PAGE}/package-lock.json versions)
set(wanted "${package} ${versions}")
set(installed "")
if(EXISTS ${stamp})
    file(READ ${stamp} installed)
endif()
if(installed STREQUAL wanted)
    file(TOUCH ${stamp})
    return()
endif()

file(REMOVE_RECURSE ${beside})
file(COPY ${PAGE}/package.json ${PAGE}/package-lock.json ${PAGE}/.npmrc DESTINATION ${beside})
execute_process(
    COMMAND ${NPM} ci --prefer-offline --no-audit --no-fund --loglevel=error
    WORKING_DIRECTORY ${beside}
    RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    file(REMOVE_RECURSE ${beside})
    message(FATAL_ERROR "npm could not install the packages of the report's page (${result})")
endif()
file(WRITE ${beside}/node_modules/.installed "${wanted}")
file(REMOVE_RECURSE ${place})
file(RENAME ${beside}/node_modules ${place})
file(REMOVE_RECURSE ${beside})
