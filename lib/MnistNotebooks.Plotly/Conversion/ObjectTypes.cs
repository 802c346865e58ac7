using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace MnistNotebooks.Plotly.Conversion;

/// <summary>Which class of Plotly.NET stands for which part of a plotly.js figure.</summary>
/// <remarks>Source: the classes of Plotly.NET 6.0 and the names by which its functions look for them.</remarks>
internal static class ObjectTypes
{
    private static readonly Dictionary<string, Func<DynamicObj.DynamicObj>> Parts = new()
    {
        ["coloraxis"] = () => new ColorAxis(),
        ["colorbar"] = () => new ColorBar(),
        ["contours"] = () => new Contours(),
        ["currentvalue"] = () => new SliderCurrentValue(),
        ["domain"] = () => new Domain(),
        ["error_x"] = () => new Error(),
        ["error_y"] = () => new Error(),
        ["error_z"] = () => new Error(),
        ["font"] = () => new Font(),
        ["geo"] = () => new Geo(),
        ["grid"] = () => new LayoutGrid(),
        ["hoverlabel"] = () => new Hoverlabel(),
        ["insidetextfont"] = () => new Font(),
        ["legend"] = () => new Legend(),
        ["legendgrouptitle"] = () => new Title(),
        ["line"] = () => new Line(),
        ["mapbox"] = () => new Mapbox(),
        ["margin"] = () => new Margin(),
        ["marker"] = () => new Marker(),
        ["minor"] = () => new Minor(),
        ["modebar"] = () => new ModeBar(),
        ["outsidetextfont"] = () => new Font(),
        ["pad"] = () => new Padding(),
        ["pattern"] = () => new Pattern(),
        ["polar"] = () => new Polar(),
        ["rangeselector"] = () => new RangeSelector(),
        ["rangeslider"] = () => new RangeSlider(),
        ["scene"] = () => new Scene(),
        ["smith"] = () => new Smith(),
        ["template"] = () => new Template(),
        ["ternary"] = () => new Ternary(),
        ["textfont"] = () => new Font(),
        ["tickfont"] = () => new Font(),
        ["title"] = () => new Title(),
        ["transition"] = () => new Transition(),
        ["uniformtext"] = () => new UniformText(),
        ["xaxis"] = () => new LinearAxis(),
        ["xbins"] = () => new Bins(),
        ["yaxis"] = () => new LinearAxis(),
        ["ybins"] = () => new Bins(),
        ["zaxis"] = () => new LinearAxis(),
    };

    private static readonly Dictionary<string, Func<int, Array>> Lists = new()
    {
        ["annotations"] = List<Annotation>,
        ["buttons"] = List<UpdateMenuButton>,
        ["images"] = List<LayoutImage>,
        ["selections"] = List<Selection>,
        ["shapes"] = List<Shape>,
        ["sliders"] = List<Slider>,
        ["steps"] = List<SliderStep>,
        ["updatemenus"] = List<UpdateMenu>,
    };

    /// <summary>An empty object for the part of that name, such as xaxis or xaxis2; a plain one where Plotly.NET has no class.</summary>
    public static DynamicObj.DynamicObj New(string name) =>
        Parts.TryGetValue(name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), out var create) ? create() : new();

    /// <summary>Empty objects for the list of that name; null where Plotly.NET has no class for them.</summary>
    public static Array? NewList(string name, int count) => Lists.TryGetValue(name, out var create) ? create(count) : null;

    /// <summary>
    /// An empty trace of a plotly.js type; by its class Plotly.NET tells where it is drawn:
    /// between axes, in a scene, on a map.
    /// </summary>
    public static Trace NewTrace(string type) => type switch
    {
        "scatter3d" or "surface" or "mesh3d" or "cone" or "streamtube" or "volume" or "isosurface" => new Trace3D(type),
        "pie" or "funnelarea" or "sunburst" or "treemap" or "icicle" or "parcoords" or "parcats" or "sankey" or "table" or "indicator" =>
            new TraceDomain(type),
        "scatterpolar" or "scatterpolargl" or "barpolar" => new TracePolar(type),
        "scattergeo" or "choropleth" => new TraceGeo(type),
        "scattermapbox" or "choroplethmapbox" or "densitymapbox" => new TraceMapbox(type),
        "scatterternary" => new TraceTernary(type),
        "carpet" or "scattercarpet" or "contourcarpet" => new TraceCarpet(type),
        "scattersmith" => new TraceSmith(type),
        _ => new Trace2D(type),
    };

    private static T[] List<T>(int count)
        where T : DynamicObj.DynamicObj, new()
    {
        var list = new T[count];
        for (int i = 0; i < count; i++)
            list[i] = new();
        return list;
    }
}
