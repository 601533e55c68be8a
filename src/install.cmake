# What an installed copy consists of beside the targets, which install themselves.
set(PC_NAME creneau)
set(PC_REQUIRES "")
set(PC_LIBS "")
configure_file(${PROJECT_SOURCE_DIR}/src/creneau.pc.in ${PROJECT_BINARY_DIR}/creneau.pc @ONLY)
get_property(CRENEAU_COMPONENTS GLOBAL PROPERTY creneau_components)
include(CMakePackageConfigHelpers)
configure_package_config_file(${PROJECT_SOURCE_DIR}/src/creneauConfig.cmake.in ${PROJECT_BINARY_DIR}/creneauConfig.cmake
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/creneau)
# Before 1.0 each minor version may break the C++ source.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/creneauConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
install(TARGETS creneau EXPORT creneau-core)
install(EXPORT creneau-core NAMESPACE creneau:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/creneau)
install(FILES ${PROJECT_BINARY_DIR}/creneauConfig.cmake ${PROJECT_BINARY_DIR}/creneauConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/creneau)
install(FILES ${PROJECT_BINARY_DIR}/creneau.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/include/creneau DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS creneau_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
