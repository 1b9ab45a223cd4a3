using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Orchestrator.Office.Signatures;
using Draw = DocumentFormat.OpenXml.Drawing;
using Pictures = DocumentFormat.OpenXml.Drawing.Pictures;

namespace Orchestrator.Office.Printing;

/// <summary>Signature images in a Word document: each is a part of the file once, however often it is shown.</summary>
internal sealed class WordSignatures(MainDocumentPart main)
{
    private const int UnitsPerMillimetre = 36_000;

    private readonly Dictionary<string, string> _parts = [];
    private uint _shown;

    /// <summary>The image as a run of text; null without one.</summary>
    public Run? Of(SignatureImage? image) => image is null ? null : new Run(Picture(image));

    private Drawing Picture(SignatureImage image)
    {
        var (width, height) = PrintedSignature.Size(image);
        var (cx, cy) = ((long)(width * UnitsPerMillimetre), (long)(height * UnitsPerMillimetre));
        var number = ++_shown;
        var picture = new Pictures.Picture(
            new Pictures.NonVisualPictureProperties(
                new Pictures.NonVisualDrawingProperties { Id = number, Name = $"签名{number}" }, new Pictures.NonVisualPictureDrawingProperties()),
            new Pictures.BlipFill(new Draw.Blip { Embed = PartOf(image) }, new Draw.Stretch(new Draw.FillRectangle())),
            new Pictures.ShapeProperties(
                new Draw.Transform2D(new Draw.Offset { X = 0, Y = 0 }, new Draw.Extents { Cx = cx, Cy = cy }),
                new Draw.PresetGeometry(new Draw.AdjustValueList()) { Preset = Draw.ShapeTypeValues.Rectangle }));
        return new Drawing(new Inline(
            new Extent { Cx = cx, Cy = cy },
            new DocProperties { Id = number, Name = $"签名{number}", Description = "签名" },
            new Draw.Graphic(new Draw.GraphicData(picture) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        {
            DistanceFromTop = 0,
            DistanceFromBottom = 0,
            DistanceFromLeft = 0,
            DistanceFromRight = 0,
        });
    }

    private string PartOf(SignatureImage image)
    {
        if (!_parts.TryGetValue(image.Sha256, out var id))
        {
            var part = main.AddImagePart(image.MediaType == "image/png" ? ImagePartType.Png : ImagePartType.Jpeg);
            part.FeedData(new MemoryStream(image.Content));
            _parts[image.Sha256] = id = main.GetIdOfPart(part);
        }

        return id;
    }
}
