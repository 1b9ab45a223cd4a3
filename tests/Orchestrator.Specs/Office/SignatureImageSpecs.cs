using System.Buffers.Binary;
using System.Text;
using Orchestrator.Office.Signatures;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Office;

/// <summary>What may be a signature image is told by its bytes alone.</summary>
public sealed class SignatureImageSpecs
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1200, 600)]
    public void A_PNG_or_JPEG_up_to_the_size_is_taken(int width, int height)
    {
        SignatureRules.Check(Png(width, height)).Value.ShouldBe(new ImageFacts("image/png", width, height));
        SignatureRules.Check(Jpeg(width, height)).Value.ShouldBe(new ImageFacts("image/jpeg", width, height));
    }

    [Theory]
    [InlineData(1201, 600)]
    [InlineData(1200, 601)]
    [InlineData(0, 10)]
    [InlineData(40_000, 40_000)]
    public void A_larger_one_or_one_without_area_is_refused_with_its_size(int width, int height)
    {
        Refusal(Png(width, height)).ShouldBe($"签名图不得超过 1200×600 像素，现为 {width}×{height}。");
        Refusal(Jpeg(width, height)).ShouldBe($"签名图不得超过 1200×600 像素，现为 {width}×{height}。");
    }

    [Fact]
    public void One_byte_more_than_200_KB_is_too_much()
    {
        var largest = Png(300, 100, padding: SignatureRules.Largest - Png(300, 100, padding: 0).Length);

        largest.Length.ShouldBe(200 * 1024);
        SignatureRules.Check(largest).Refusal.ShouldBeNull();
        Refusal(Png(300, 100, padding: SignatureRules.Largest + 1 - Png(300, 100, padding: 0).Length)).ShouldBe("签名图不得超过 200 KB，现为 201 KB。");
    }

    [Fact]
    public void Nothing_and_anything_else_is_refused()
    {
        Refusal(null).ShouldBe("请选择签名图文件。");
        Refusal([]).ShouldBe("请选择签名图文件。");
        foreach (var other in new[] { "GIF89a......", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "%PDF-1.7", "<script>alert(1)</script>", "RIFF....WEBP", "BM......" })
        {
            Refusal(Encoding.ASCII.GetBytes(other)).ShouldBe("只接受 PNG 或 JPEG 图片，这个文件的内容不是。", other);
        }
    }

    [Fact]
    public void Cut_off_anywhere_it_is_refused()
    {
        byte[] png = Png(30, 10), jpeg = Jpeg(30, 10);
        for (var length = 1; length < png.Length; length++)
        {
            SignatureRules.Check(png[..length]).Refusal.ShouldNotBeNull($"PNG of {length} bytes");
        }

        for (var length = 1; length < jpeg.Length; length++)
        {
            SignatureRules.Check(jpeg[..length]).Refusal.ShouldNotBeNull($"JPEG of {length} bytes");
        }
    }

    [Fact]
    public void Nothing_may_hide_behind_the_picture()
    {
        Refusal([.. Png(30, 10), .. "<script>"u8]).ShouldBe("PNG 图片后面还有别的内容。");
        Refusal([.. Jpeg(30, 10), .. "PK"u8]).ShouldBe("JPEG 图片不完整或已损坏。");
    }

    [Fact]
    public void Moving_pictures_and_those_for_printing_presses_are_refused()
    {
        Refusal(Png(30, 10, animated: true)).ShouldBe("不接受动画图片。");
        Refusal(Jpeg(30, 10, colours: 4)).ShouldContain("CMYK");
        Refusal(Jpeg(30, 10, frame: 0xC3)).ShouldBe("JPEG 图片不完整或已损坏。", "lossless: no browser shows it");
    }

    [Fact]
    public void Random_bytes_never_break_the_check()
    {
        var random = new Random(20200812);
        for (var n = 0; n < 20_000; n++)
        {
            var image = n % 2 == 0 ? Png(30, 10) : Jpeg(30, 10);
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                image[random.Next(image.Length)] = (byte)random.Next(256);
            }

            Should.NotThrow(() => SignatureRules.Check(image));
        }
    }

    private static string Refusal(byte[]? image)
    {
        var refusal = SignatureRules.Check(image).Refusal.ShouldNotBeNull();
        (refusal.Code, refusal.Problems.ShouldHaveSingleItem().Path).ShouldBe(("signature.image", "image"));
        return refusal.Message;
    }

    private static byte[] Png(int width, int height, int padding = 0, bool animated = false)
    {
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", head), .. animated ? Chunk("acTL", new byte[8]) : [], .. Chunk("IDAT", new byte[20 + padding]), .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];
    }

    private static byte[] Jpeg(int width, int height, byte colours = 3, byte frame = 0xC0) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xDB, 0, 3, 0, 0xFF, frame, 0, 8, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, colours,
        0xFF, 0xDA, 0, 2, 1, 2, 3, 4, 0xFF, 0xD9,
    ];
}
