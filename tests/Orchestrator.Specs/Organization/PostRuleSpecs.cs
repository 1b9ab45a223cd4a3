using System.Text;
using System.Text.Json;
using Orchestrator.Organization.Organs;
using Orchestrator.Organization.Posts;
using Orchestrator.Runtime.Rules;
using Shouldly;
using Xunit;

namespace Orchestrator.Specs.Organization;

public sealed class PostRuleSpecs
{
    [Theory]
    [InlineData("HB2005-CITY-DIV", 1, 1)]
    [InlineData("HB2005-CITY-DIV", 3, 1)]
    [InlineData("HB2005-CITY-DIV", 4, 2)]
    [InlineData("HB2005-CITY-DIV", 6, 2)]
    [InlineData("HB2005-CITY-DIV", 7, 3)]
    [InlineData("HB2005-CITY-DIV", 9, 3)]
    [InlineData("HB2005-CITY-DIV", 10, 4)]
    [InlineData("HB2005-PROV-DIV", 3, 1)]
    [InlineData("HB2005-PROV-DIV", 4, 2)]
    [InlineData("HB2005-PROV-DIV", 7, 2)]
    [InlineData("HB2005-PROV-DIV", 8, 3)]
    [InlineData("HB2005-PROV-DIV", 19, 3)]
    [InlineData("HB2005-PROV-DIV", 20, 4)]
    [InlineData("HB2005-DEPT", 10, 2)]
    [InlineData("HB2005-DEPT", 11, 3)]
    [InlineData("HB2005-DEPT", 20, 3)]
    [InlineData("HB2005-DEPT", 21, 4)]
    [InlineData("HB2005-PROVDEPT", 500, 4)]
    public void The_tables_that_come_with_the_product_turn_at_their_sizes(string code, int quota, int most)
    {
        var table = PostTable.Shipped[code];

        table.For(quota).Most.ShouldBe(most);
        table.IsConfirmed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""[{"code":"X","scope":"x","isConfirmed":true,"rows":[{"upTo":5,"chiefs":1,"deputies":0}]}]""")]
    [InlineData("""[{"code":"X","scope":"x","isConfirmed":true,"rows":[{"upTo":5,"chiefs":1},{"upTo":5,"chiefs":1},{"chiefs":1}]}]""")]
    [InlineData("""[{"code":"X","scope":"x","isConfirmed":true,"rows":[{"chiefs":1},{"upTo":5,"chiefs":1}]}]""")]
    [InlineData("""[{"code":"X","scope":"x","isConfirmed":true,"rows":[]}]""")]
    [InlineData("""[{"code":"X","scope":"x","isConfirmed":true}]""")]
    [InlineData("null")]
    [InlineData("{")]
    public void A_table_whose_rows_do_not_rise_to_an_open_one_is_no_table(string json) =>
        Should.Throw<JsonException>(() => PostTable.Parse(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    [Theory]
    [InlineData(AdministrativeLevel.City, 3, 1, 0, false)]
    [InlineData(AdministrativeLevel.City, 3, 1, 1, true)]
    [InlineData(AdministrativeLevel.City, 4, 1, 1, false)]
    [InlineData(AdministrativeLevel.City, 4, 2, 0, true)]
    [InlineData(AdministrativeLevel.City, 6, 1, 2, true)]
    [InlineData(AdministrativeLevel.City, 7, 1, 2, false)]
    [InlineData(AdministrativeLevel.Province, 7, 1, 2, true)]
    [InlineData(AdministrativeLevel.Province, 20, 1, 3, false)]
    [InlineData(AdministrativeLevel.County, 1, 5, 5, false)]
    public void L01_leaders_of_an_internal_organ_go_by_its_size(AdministrativeLevel level, int quota, int chiefs, int deputies, bool fires)
    {
        PostFacts facts = new([Inside(PostTier.InternalChief, chiefs, level, quota), Inside(PostTier.InternalDeputy, deputies, level, quota)]);

        Fires(PostRules.InternalLeadersBySize(facts, PostParameters.Default), fires ? 1 : 0, "L-01", Severity.Block);
        PostRules.DepartmentLeadersBySize(facts, PostParameters.Default).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(AdministrativeLevel.County, 10, 1, 1, false)]
    [InlineData(AdministrativeLevel.County, 10, 1, 2, true)]
    [InlineData(AdministrativeLevel.City, 11, 1, 2, false)]
    [InlineData(AdministrativeLevel.City, 20, 1, 3, true)]
    [InlineData(AdministrativeLevel.City, 21, 1, 3, false)]
    [InlineData(AdministrativeLevel.City, 21, 1, 4, true)]
    [InlineData(AdministrativeLevel.Province, 90, 1, 3, false)]
    [InlineData(AdministrativeLevel.Province, 90, 2, 2, true)]
    public void L02_leaders_of_a_department_go_by_its_size(AdministrativeLevel level, int quota, int chiefs, int deputies, bool fires)
    {
        PostFacts facts = new([Department(PostTier.DepartmentChief, chiefs, level, quota), Department(PostTier.DepartmentDeputy, deputies, level, quota)]);

        Fires(PostRules.DepartmentLeadersBySize(facts, PostParameters.Default), fires ? 1 : 0, "L-02", Severity.Warn);
        PostRules.InternalLeadersBySize(facts, PostParameters.Default).ShouldBeEmpty();
    }

    [Fact]
    public void L01_another_table_takes_the_place_of_the_one_that_came()
    {
        var own = new PostTable("OWN", "本市", true, [new(null, 1, 4)]);
        var parameters = PostParameters.Default with
        {
            Tables = new Dictionary<string, PostTable> { ["OWN"] = own },
            InternalTables = new Dictionary<AdministrativeLevel, string> { [AdministrativeLevel.City] = "OWN" },
        };
        PostFacts facts = new([Inside(PostTier.InternalDeputy, 4)]);

        PostRules.InternalLeadersBySize(facts, parameters).ShouldBeEmpty();
        PostRules.InternalLeadersBySize(facts, PostParameters.Default).ShouldHaveSingleItem().Message.ShouldContain("HB2005-CITY-DIV");
    }

    [Theory]
    [InlineData(5, 5, true, false)]
    [InlineData(5, 4, true, false)]
    [InlineData(5, 6, true, true)]
    [InlineData(5, 6, false, false)]
    public void L03_posts_of_internal_organs_do_not_become_more(int before, int after, bool on, bool fires)
    {
        PostFacts facts = new([Inside(PostTier.InternalChief, after) with { Before = before }, Department(PostTier.DepartmentDeputy, 9) with { Before = 1 }]);

        Fires(PostRules.OnlyDecreasing(facts, PostParameters.Default with { OnlyDecreasing = on }), fires ? 1 : 0, "L-03", Severity.Block);
    }

    [Fact]
    public void L03_counts_each_tier_over_all_units()
    {
        PostFacts moved = new([Inside(PostTier.InternalChief, 0) with { Before = 1 }, Inside(PostTier.InternalChief, 1) with { Before = 0 }]);
        PostFacts traded = new([Inside(PostTier.InternalChief, 0) with { Before = 1 }, Inside(PostTier.InternalDeputy, 1) with { Before = 0 }]);

        PostRules.OnlyDecreasing(moved, PostParameters.Default).ShouldBeEmpty();
        Fires(PostRules.OnlyDecreasing(traded, PostParameters.Default), 1, "L-03", Severity.Block);
    }

    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(2, 3, true)]
    [InlineData(0, 1, true)]
    public void L04_there_are_no_more_leaders_than_posts(int posts, int actual, bool fires) =>
        Fires(PostRules.NotOverStaffed(new([Department(PostTier.DepartmentDeputy, posts) with { Actual = actual }])), fires ? 1 : 0, "L-04", Severity.Block);

    [Theory]
    [InlineData(2, 1, 1, false)]
    [InlineData(2, 1, 2, true)]
    [InlineData(2, 2, 0, false)]
    [InlineData(2, 2, 1, true)]
    [InlineData(2, 3, 0, false)]
    public void L05_a_leader_who_comes_needs_a_free_post(int posts, int actual, int incoming, bool fires) =>
        Fires(PostRules.IncomingHavePosts(new([Department(PostTier.DepartmentDeputy, posts) with { Actual = actual, Incoming = incoming }])), fires ? 1 : 0, "L-05", Severity.Block);

    private static PostPosition Inside(PostTier tier, int after, AdministrativeLevel level = AdministrativeLevel.City, int quota = 6) =>
        new("楚江市财政局", level, tier, quota, after, after, InternalOrganName: "预算科");

    private static PostPosition Department(PostTier tier, int after, AdministrativeLevel level = AdministrativeLevel.City, int quota = 20) =>
        new("楚江市财政局", level, tier, quota, after, after);

    private static void Fires(IEnumerable<Finding> found, int times, string rule, Severity severity) =>
        found.Select(finding => (finding.Rule, finding.Severity)).ShouldBe(Enumerable.Repeat((rule, severity), times));
}
