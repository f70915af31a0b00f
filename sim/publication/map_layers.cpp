#include "publication/map_layers.hpp"

#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include "publication/zone_values.hpp"

namespace mixite {
namespace {

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, CloseDataset>;
using Geometry = std::unique_ptr<OGRGeometry>;
/// By the code of the zone.
using Outlines = std::map<std::string, Geometry>;

/// GDAL tells its errors by calling this; the last one is asked for when a call fails.
void keep_quiet(CPLErr /*kind*/, CPLErrorNum /*number*/, const char* /*text*/) {}

class QuietErrors {
  public:
    QuietErrors() { CPLPushErrorHandler(keep_quiet); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
    ~QuietErrors() { CPLPopErrorHandler(); }
};

OutputError failure(const std::filesystem::path& file) {
    return OutputError(
        fmt::format("{}: cannot write the layers: {}", file.string(), CPLGetLastErrorMsg()));
}

Dataset open_geometry(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        throw MissingInput({{.file = file.string(),
                             .problem = "there is no such file",
                             .suggestion = "--geometry"}});
    }
    Dataset dataset(GDALDataset::Open(
        file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    if (!dataset) {
        throw DataError({{.file = file.string(),
                          .problem = fmt::format("cannot be read: {}", CPLGetLastErrorMsg()),
                          .reason = "the outlines of the zones are read from GeoJSON"}});
    }
    return dataset;
}

/// The code of the zone that one of its fields names; empty if none does.
std::string zone_of(const OGRFeature& feature, const std::vector<std::string>& codes) {
    for (int field = 0; field < feature.GetFieldCount(); ++field) {
        const std::string value = feature.GetFieldAsString(field);
        for (const auto& code : codes) {
            if (code == value) {
                return code;
            }
        }
    }
    return "";
}

Outlines read_outlines(const std::filesystem::path& file, const std::vector<std::string>& codes) {
    Outlines outlines;
    if (file.empty()) {
        return outlines;
    }
    const auto dataset = open_geometry(file);
    for (auto&& layer : dataset->GetLayers()) {
        for (auto& feature : *layer) {
            const auto code = zone_of(*feature, codes);
            if (!code.empty() && feature->GetGeometryRef() != nullptr) {
                outlines[code].reset(feature->GetGeometryRef()->clone());
            }
        }
    }
    if (outlines.empty()) {
        throw DataError({{.file = file.string(),
                          .problem = "no feature has a zone's code in any of its fields",
                          .reason = "a zone takes the outline of the feature that names it",
                          .suggestion = fmt::format("codes are such as '{}'", codes.front())}});
    }
    return outlines;
}

Dataset create(const std::filesystem::path& file, MapFormat format) {
    auto* driver =
        GetGDALDriverManager()->GetDriverByName(format == MapFormat::geojson ? "GeoJSON" : "GPKG");
    Dataset dataset(
        driver == nullptr ? nullptr : driver->Create(file.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) {
        throw failure(file);
    }
    return dataset;
}

class LayerWriter {
  public:
    LayerWriter(const ZoneValues& zones, const Outlines& outlines, std::filesystem::path file)
        : zones_(zones), outlines_(outlines), file_(std::move(file)) {
        wgs84_.SetWellKnownGeogCS("WGS84");
        wgs84_.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    }

    OGRLayer& create_layer(GDALDataset& dataset, const std::string& name) {
        auto* layer = dataset.CreateLayer(name.c_str(), &wgs84_, wkbUnknown, nullptr);
        if (layer == nullptr) {
            throw failure(file_);
        }
        for (const auto* text :
             {"scenario", "legal_status", "population", "code", "name", "position"}) {
            add_field(*layer, text, OFTString);
        }
        for (const auto& indicator : zones_.indicators) {
            const auto& shown = indicator.description;
            OGRFieldDefn field(shown.name.c_str(), OFTReal);
            field.SetAlternativeName(fmt::format("{} ({})", shown.long_name, shown.unit).c_str());
            if (layer->CreateField(&field) != OGRERR_NONE) {
                throw failure(file_);
            }
        }
        return *layer;
    }

    void add_zones(OGRLayer& layer,
                   const ZoneValues::OfScenario& scenario,
                   const std::string& population) {
        for (std::size_t zone = 0; zone < zones_.codes.size(); ++zone) {
            OGRFeature feature(layer.GetLayerDefn());
            feature.SetField("scenario", scenario.name.c_str());
            feature.SetField("legal_status", scenario.legal_status.c_str());
            feature.SetField("population", population.c_str());
            feature.SetField("code", zones_.codes[zone].c_str());
            feature.SetField("name", zones_.names[zone].c_str());
            for (std::size_t i = 0; i < zones_.indicators.size(); ++i) {
                const auto value = scenario.means[i][zone];
                if (std::isfinite(value)) {
                    feature.SetField(zones_.indicators[i].description.name.c_str(), value);
                }
            }
            set_place(feature, zone);
            if (layer.CreateFeature(&feature) != OGRERR_NONE) {
                throw failure(file_);
            }
        }
    }

    void add_field(OGRLayer& layer, const char* name, OGRFieldType type) {
        OGRFieldDefn field(name, type);
        if (layer.CreateField(&field) != OGRERR_NONE) {
            throw failure(file_);
        }
    }

    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

  private:
    void set_place(OGRFeature& feature, std::size_t zone) const {
        const auto outline = outlines_.find(zones_.codes[zone]);
        if (outline != outlines_.end()) {
            feature.SetField("position", "outline");
            feature.SetGeometry(outline->second.get());
            return;
        }
        // The points of a commune's parts are set around its centre: where they are is not known.
        feature.SetField("position", zones_.whole_communes[zone] != 0 ? "commune" : "schematic");
        const OGRPoint point(zones_.longitudes[zone], zones_.latitudes[zone]);
        feature.SetGeometry(&point);
    }

    const ZoneValues& zones_;
    const Outlines& outlines_;
    std::filesystem::path file_;
    OGRSpatialReference wgs84_;
};

/// A symbol of a QGIS style in one colour: outlines are filled, points are discs.
std::string qgis_symbol(const Outlines& outlines, int number, const char* colour) {
    const bool points = outlines.empty();
    return fmt::format(
        R"(<symbol type="{}" name="{}" alpha="0.8"><layer class="{}" enabled="1"><prop k="color" v="{},255"/><prop k="outline_color" v="90,90,90,255"/><prop k="outline_width" v="0.2"/><prop k="size" v="4"/></layer></symbol>)",
        points ? "marker" : "fill",
        number,
        points ? "SimpleMarker" : "SimpleFill",
        colour);
}

/// A QGIS style: five classes of the poverty rate, from pale to dark, alike for all layers.
std::string qgis_style(const Outlines& outlines) {
    struct Class {
        double upper;
        const char* colour;
    };
    constexpr auto classes = std::to_array<Class>({{0.10, "254,237,222"},
                                                   {0.20, "253,190,133"},
                                                   {0.30, "253,141,60"},
                                                   {0.40, "230,85,13"},
                                                   {1.00, "166,54,3"}});
    std::string ranges;
    std::string symbols;
    double lower = 0.0;
    int number = 0;
    for (const auto& [upper, colour] : classes) {
        ranges += fmt::format(
            R"(<range lower="{0}" upper="{1}" symbol="{2}" label="{3:.0f} – {4:.0f} %" render="true"/>)",
            lower,
            upper,
            number,
            100.0 * lower,
            100.0 * upper);
        symbols += qgis_symbol(outlines, number++, colour);
        lower = upper;
    }
    return fmt::format(
        R"(<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'><qgis version="3.22" styleCategories="Symbology"><renderer-v2 type="graduatedSymbol" attr="poverty_rate" graduatedMethod="GraduatedColor" symbollevels="0"><ranges>{}</ranges><symbols>{}</symbols></renderer-v2></qgis>)",
        ranges,
        symbols);
}

/// The table in which QGIS looks for the style that a layer opens in.
OGRLayer& create_styles(GDALDataset& dataset, LayerWriter& writer) {
    auto* styles = dataset.CreateLayer("layer_styles", nullptr, wkbNone, nullptr);
    if (styles == nullptr) {
        throw failure(writer.file());
    }
    for (const auto* name : {"f_table_catalog",
                             "f_table_schema",
                             "f_table_name",
                             "f_geometry_column",
                             "styleName",
                             "styleQML",
                             "styleSLD",
                             "description",
                             "owner",
                             "ui"}) {
        writer.add_field(*styles, name, OFTString);
    }
    writer.add_field(*styles, "useAsDefault", OFTInteger);
    writer.add_field(*styles, "update_time", OFTDateTime);
    return *styles;
}

/// Tells what writing does not: GDAL loses errors of the disk, so that the file is read again.
void require_features(const std::filesystem::path& file, std::size_t expected) {
    const Dataset dataset(GDALDataset::Open(
        file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
    std::size_t found = 0;
    if (dataset) {
        for (auto&& layer : dataset->GetLayers()) {
            for (auto& feature : *layer) {
                found += feature ? 1 : 0;
            }
        }
    }
    if (found != expected) {
        throw OutputError(fmt::format(
            "{}: cannot write the layers: {} of {} features can be read back; is the disk full?",
            file.string(),
            found,
            expected));
    }
}

void add_style(OGRLayer& styles,
               const std::string& layer,
               const std::string& qml,
               const std::filesystem::path& file) {
    OGRFeature style(styles.GetLayerDefn());
    style.SetField("f_table_catalog", "");
    style.SetField("f_table_schema", "");
    style.SetField("f_table_name", layer.c_str());
    style.SetField("f_geometry_column", "geom");
    style.SetField("styleName", "poverty_rate");
    style.SetField("styleQML", qml.c_str());
    style.SetField("styleSLD", "");
    style.SetField("description", "Taux de pauvreté (revenu disponible)");
    style.SetField("owner", "");
    style.SetField("ui", "");
    style.SetField("useAsDefault", 1);
    style.SetField("update_time", 2024, 1, 1, 0, 0, 0.0F, 100);
    if (styles.CreateFeature(&style) != OGRERR_NONE) {
        throw failure(file);
    }
}

}  // namespace

void write_map_layers(const PublishedValues& values,
                      const std::filesystem::path& file,
                      MapFormat format,
                      const std::filesystem::path& geometry,
                      const Progress& progress) {
    GDALAllRegister();
    const QuietErrors quiet;
    const auto zones = zone_values(values);
    const auto outlines = read_outlines(geometry, zones.codes);
    const std::string population =
        values.run().statistical_secrecy() ? "secret statistique" : "population synthétique";
    auto dataset = create(file, format);
    LayerWriter writer(zones, outlines, file);
    OGRLayer* layer = nullptr;
    std::uint32_t done = 0;
    for (const auto& scenario : zones.scenarios) {
        const bool of_its_own = format == MapFormat::geopackage;
        if (of_its_own || layer == nullptr) {
            layer = &writer.create_layer(*dataset, of_its_own ? scenario.name : "zones");
        }
        writer.add_zones(*layer, scenario, population);
        progress(++done, static_cast<std::uint32_t>(zones.scenarios.size()));
    }
    if (format == MapFormat::geopackage) {
        auto& styles = create_styles(*dataset, writer);
        for (const auto& scenario : zones.scenarios) {
            add_style(styles, scenario.name, qgis_style(outlines), file);
        }
    }
    CPLErrorReset();
    dataset->FlushCache(true);
    dataset.reset();
    if (CPLGetLastErrorType() >= CE_Failure) {
        throw failure(file);
    }
    const auto styles = format == MapFormat::geopackage ? zones.scenarios.size() : 0;
    require_features(file, zones.scenarios.size() * zones.codes.size() + styles);
}

}  // namespace mixite
