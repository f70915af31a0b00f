#include "publication/french_definitions.hpp"

#include <algorithm>
#include <array>

namespace mixite {
namespace {

struct Definition {
    std::string_view indicator;
    std::string_view label;
    std::string_view text;
};

constexpr auto indicator_definitions = std::to_array<Definition>({
    {"households", "Ménages, par zone", "Ménages qui vivent dans la zone à la fin du mois."},
    {"persons",
     "Personnes, par zone",
     "Personnes des ménages qui vivent dans la zone à la fin du mois."},
    {"declared_median",
     "Médiane du revenu déclaré par unité de consommation, par zone",
     "Médiane, sur les personnes de la zone, du revenu déclaré par unité de consommation de leur "
     "ménage : ce que ses adultes déclarent alors par an, avant impôts et prestations."},
    {"poorest_quarter_share",
     "Part du quart le plus modeste des habitants, par zone",
     "Personnes de la zone dont le revenu disponible par unité de consommation ne dépasse pas le "
     "25e centile de toutes les personnes de l'agglomération, rapportées aux personnes de la "
     "zone."},
    {"low_declared_share",
     "Taux de bas revenus déclarés, par zone",
     "Personnes de la zone dont le revenu déclaré par unité de consommation est inférieur à 60 % "
     "de sa médiane sur toutes les personnes de l'agglomération, rapportées aux personnes de la "
     "zone."},
    {"poverty_rate",
     "Taux de pauvreté (revenu disponible), par zone",
     "Personnes de la zone dont le revenu disponible par unité de consommation est sous le seuil "
     "de pauvreté du territoire, donné en monnaie du mois zéro et suivant le niveau des revenus, "
     "rapportées aux personnes de la zone."},
    {"poor_households",
     "Ménages pauvres, par zone",
     "Ménages de la zone dont le revenu disponible par unité de consommation est sous le seuil de "
     "pauvreté du territoire à la fin du mois."},
    {"social_tenant_share",
     "Part des locataires sociaux dans les ménages, par zone",
     "Ménages de la zone dont le statut d'occupation est locataire social, rapportés aux ménages "
     "de la zone."},
    {"private_tenant_share",
     "Part des locataires du privé dans les ménages, par zone",
     "Ménages de la zone dont le statut d'occupation est locataire du privé, rapportés aux ménages "
     "de la zone."},
    {"owner_share",
     "Part des propriétaires dans les ménages, par zone",
     "Ménages de la zone dont le statut d'occupation est propriétaire, rapportés aux ménages de la "
     "zone."},
    {"hosted_share",
     "Part des hébergés dans les ménages, par zone",
     "Ménages de la zone dont le statut d'occupation est hébergé par d'autres, rapportés aux "
     "ménages de la zone."},
    {"households_by_scope",
     "Ménages, en QPV et hors QPV",
     "Ménages qui vivent dans le périmètre à la fin du mois."},
    {"persons_by_scope",
     "Personnes, en QPV et hors QPV",
     "Personnes des ménages qui vivent dans le périmètre à la fin du mois."},
    {"declared_median_by_scope",
     "Médiane du revenu déclaré par unité de consommation, en QPV et hors QPV",
     "Médiane, sur les personnes du périmètre, du revenu déclaré par unité de consommation de leur "
     "ménage : ce que ses adultes déclarent alors par an, avant impôts et prestations."},
    {"poorest_quarter_share_by_scope",
     "Part du quart le plus modeste des habitants, en QPV et hors QPV",
     "Personnes du périmètre dont le revenu disponible par unité de consommation ne dépasse pas le "
     "25e centile de toutes les personnes de l'agglomération, rapportées aux personnes du "
     "périmètre."},
    {"low_declared_share_by_scope",
     "Taux de bas revenus déclarés, en QPV et hors QPV",
     "Personnes du périmètre dont le revenu déclaré par unité de consommation est inférieur à 60 % "
     "de sa médiane sur toutes les personnes de l'agglomération, rapportées aux personnes du "
     "périmètre."},
    {"poverty_rate_by_scope",
     "Taux de pauvreté (revenu disponible), en QPV et hors QPV",
     "Personnes du périmètre dont le revenu disponible par unité de consommation est sous le seuil "
     "de pauvreté du territoire, donné en monnaie du mois zéro et suivant le niveau des revenus, "
     "rapportées aux personnes du périmètre."},
    {"social_tenant_share_by_scope",
     "Part des locataires sociaux dans les ménages, en QPV et hors QPV",
     "Ménages du périmètre dont le statut d'occupation est locataire social, rapportés aux ménages "
     "du périmètre."},
    {"private_tenant_share_by_scope",
     "Part des locataires du privé dans les ménages, en QPV et hors QPV",
     "Ménages du périmètre dont le statut d'occupation est locataire du privé, rapportés aux "
     "ménages du périmètre."},
    {"owner_share_by_scope",
     "Part des propriétaires dans les ménages, en QPV et hors QPV",
     "Ménages du périmètre dont le statut d'occupation est propriétaire, rapportés aux ménages du "
     "périmètre."},
    {"hosted_share_by_scope",
     "Part des hébergés dans les ménages, en QPV et hors QPV",
     "Ménages du périmètre dont le statut d'occupation est hébergé par d'autres, rapportés aux "
     "ménages du périmètre."},
    {"households_of_agglomeration",
     "Ménages, agglomération",
     "Ménages qui vivent dans l'agglomération à la fin du mois."},
    {"persons_of_agglomeration",
     "Personnes, agglomération",
     "Personnes des ménages qui vivent dans l'agglomération à la fin du mois."},
    {"declared_median_of_agglomeration",
     "Médiane du revenu déclaré par unité de consommation, agglomération",
     "Médiane, sur les personnes de l'agglomération, du revenu déclaré par unité de consommation "
     "de leur ménage : ce que ses adultes déclarent alors par an, avant impôts et prestations."},
    {"poorest_quarter_share_of_agglomeration",
     "Part du quart le plus modeste des habitants, agglomération",
     "Personnes de l'agglomération dont le revenu disponible par unité de consommation ne dépasse "
     "pas le 25e centile de toutes les personnes de l'agglomération, rapportées aux personnes de "
     "l'agglomération."},
    {"low_declared_share_of_agglomeration",
     "Taux de bas revenus déclarés, agglomération",
     "Personnes de l'agglomération dont le revenu déclaré par unité de consommation est inférieur "
     "à 60 % de sa médiane sur toutes les personnes de l'agglomération, rapportées aux personnes "
     "de l'agglomération."},
    {"poverty_rate_of_agglomeration",
     "Taux de pauvreté (revenu disponible), agglomération",
     "Personnes de l'agglomération dont le revenu disponible par unité de consommation est sous le "
     "seuil de pauvreté du territoire, donné en monnaie du mois zéro et suivant le niveau des "
     "revenus, rapportées aux personnes de l'agglomération."},
    {"social_tenant_share_of_agglomeration",
     "Part des locataires sociaux dans les ménages, agglomération",
     "Ménages de l'agglomération dont le statut d'occupation est locataire social, rapportés aux "
     "ménages de l'agglomération."},
    {"private_tenant_share_of_agglomeration",
     "Part des locataires du privé dans les ménages, agglomération",
     "Ménages de l'agglomération dont le statut d'occupation est locataire du privé, rapportés aux "
     "ménages de l'agglomération."},
    {"owner_share_of_agglomeration",
     "Part des propriétaires dans les ménages, agglomération",
     "Ménages de l'agglomération dont le statut d'occupation est propriétaire, rapportés aux "
     "ménages de l'agglomération."},
    {"hosted_share_of_agglomeration",
     "Part des hébergés dans les ménages, agglomération",
     "Ménages de l'agglomération dont le statut d'occupation est hébergé par d'autres, rapportés "
     "aux ménages de l'agglomération."},
    {"social_tenants_poverty_rate_by_scope",
     "Taux de pauvreté des locataires sociaux, en QPV et hors QPV",
     "Personnes des ménages locataires sociaux du périmètre dont le revenu disponible par unité de "
     "consommation est sous le seuil de pauvreté, rapportées aux personnes des ménages locataires "
     "sociaux du périmètre."},
    {"poverty_line",
     "Seuil de pauvreté",
     "Revenu disponible par unité de consommation et par an au-dessous duquel une personne est "
     "pauvre : le seuil du territoire en monnaie du mois zéro, multiplié par le niveau des "
     "revenus."},
    {"low_declared_line",
     "Seuil des bas revenus déclarés",
     "60 % de la médiane, sur les personnes de l'agglomération, du revenu déclaré par unité de "
     "consommation."},
    {"poorest_quarter_line",
     "Borne supérieure du quart le plus modeste des habitants",
     "25e centile, sur les personnes de l'agglomération, du revenu disponible par unité de "
     "consommation, par an."},
    {"dissimilarity",
     "Dissimilarité des ménages pauvres",
     "Indice de dissimilarité de Duncan, entre zones, des ménages sous le seuil de pauvreté et des "
     "autres."},
    {"isolation",
     "Isolement des ménages pauvres",
     "Isolement xPx, entre zones, des ménages sous le seuil de pauvreté : la part des ménages "
     "pauvres dans la zone du ménage pauvre moyen."},
    {"theil_h",
     "Indice d'information de Theil des ménages pauvres",
     "H de Theil, entre zones, des ménages sous le seuil de pauvreté et des autres."},
    {"rank_order_h",
     "Indice d'information par rang du revenu déclaré",
     "H^R de Reardon, entre zones, des ménages rangés par revenu déclaré par unité de "
     "consommation, en classes de 1 000 € du mois zéro qui suivent le niveau des revenus, la "
     "dernière ouverte à partir de 79 000 €."},
    {"leases",
     "Baux signés",
     "Baux de logements sociaux du périmètre signés dans le mois, tous réservataires, mutations "
     "comprises."},
    {"leases_by_zone",
     "Baux signés, par zone",
     "Baux de logements sociaux de la zone signés dans le mois, tous réservataires, mutations "
     "comprises."},
    {"leases_of_agglomeration",
     "Baux signés, agglomération",
     "Baux de logements sociaux signés dans le mois, tous réservataires, mutations comprises."},
    {"leases_with_quartile_legal",
     "Baux dont le quartile est connu (seuil légal)",
     "Baux du périmètre signés dans le mois après la fixation du seuil légal en vigueur : le "
     "dénominateur des parts par quartile."},
    {"first_quartile_leases_legal",
     "Baux au 1er quartile des demandeurs (seuil légal)",
     "Baux du périmètre signés dans le mois par des demandeurs dont les ressources SNE par unité "
     "de consommation ne dépassent pas le seuil du premier quart des demandes, le légal en "
     "vigueur."},
    {"first_quartile_leases_legal_by_zone",
     "Baux au 1er quartile des demandeurs (seuil légal), par zone",
     "Baux de la zone signés dans le mois par des demandeurs dont les ressources SNE par unité de "
     "consommation ne dépassent pas le seuil du premier quart des demandes, le légal en vigueur."},
    {"first_quartile_share_legal",
     "Part du 1er quartile des demandeurs dans les baux (seuil légal)",
     "Baux du périmètre signés dans le mois par des demandeurs du premier quart des demandes, "
     "selon le seuil légal en vigueur, rapportés à tous les baux du périmètre dont le quartile est "
     "connu, mutations comprises."},
    {"first_quartile_or_rehoused_share_legal",
     "Part du 1er quartile des demandeurs ou des relogés dans les baux (seuil légal)",
     "Baux du périmètre signés dans le mois par des demandeurs du premier quart des demandes, "
     "selon le seuil légal en vigueur, ou par des ménages à reloger avant une démolition, "
     "rapportés à tous les baux du périmètre dont le quartile est connu."},
    {"upper_quartiles_share_legal",
     "Part des 2e à 4e quartiles dans les baux (seuil légal)",
     "Baux du périmètre signés dans le mois par des demandeurs du deuxième, du troisième ou du "
     "quatrième quart des demandes, selon le seuil légal en vigueur, rapportés à tous les baux du "
     "périmètre dont le quartile est connu."},
    {"leases_with_quartile_frozen",
     "Baux dont le quartile est connu (seuil gelé)",
     "Baux du périmètre signés dans le mois après la fixation du seuil gelé à la fin de l'histoire "
     "et indexé depuis : le dénominateur des parts par quartile."},
    {"first_quartile_leases_frozen",
     "Baux au 1er quartile des demandeurs (seuil gelé)",
     "Baux du périmètre signés dans le mois par des demandeurs dont les ressources SNE par unité "
     "de consommation ne dépassent pas le seuil du premier quart des demandes, gelé à la fin de "
     "l'histoire et indexé depuis."},
    {"first_quartile_leases_frozen_by_zone",
     "Baux au 1er quartile des demandeurs (seuil gelé), par zone",
     "Baux de la zone signés dans le mois par des demandeurs dont les ressources SNE par unité de "
     "consommation ne dépassent pas le seuil du premier quart des demandes, gelé à la fin de "
     "l'histoire et indexé depuis."},
    {"first_quartile_share_frozen",
     "Part du 1er quartile des demandeurs dans les baux (seuil gelé)",
     "Baux du périmètre signés dans le mois par des demandeurs du premier quart des demandes, "
     "selon le seuil gelé à la fin de l'histoire et indexé depuis, rapportés à tous les baux du "
     "périmètre dont le quartile est connu, mutations comprises."},
    {"first_quartile_or_rehoused_share_frozen",
     "Part du 1er quartile des demandeurs ou des relogés dans les baux (seuil gelé)",
     "Baux du périmètre signés dans le mois par des demandeurs du premier quart des demandes, "
     "selon le seuil gelé à la fin de l'histoire et indexé depuis, ou par des ménages à reloger "
     "avant une démolition, rapportés à tous les baux du périmètre dont le quartile est connu."},
    {"upper_quartiles_share_frozen",
     "Part des 2e à 4e quartiles dans les baux (seuil gelé)",
     "Baux du périmètre signés dans le mois par des demandeurs du deuxième, du troisième ou du "
     "quatrième quart des demandes, selon le seuil gelé à la fin de l'histoire et indexé depuis, "
     "rapportés à tous les baux du périmètre dont le quartile est connu."},
    {"transfers",
     "Mutations",
     "Baux du périmètre signés dans le mois par des locataires d'un autre logement social de "
     "l'agglomération."},
    {"transfers_from_other_scope",
     "Mutations venant de l'autre périmètre",
     "Mutations du mois vers un logement en QPV depuis un logement hors QPV (première valeur), ou "
     "l'inverse (seconde valeur)."},
    {"transfer_share",
     "Part des mutations dans les baux",
     "Baux signés dans le mois par des locataires d'un autre logement social de l'agglomération, "
     "rapportés à tous les baux signés dans le mois."},
    {"rehoused",
     "Ménages relogés",
     "Baux du périmètre signés dans le mois par des ménages à reloger avant une démolition."},
    {"priority_leases",
     "Baux aux publics prioritaires",
     "Baux du périmètre signés dans le mois par des ménages d'au moins un public prioritaire de "
     "l'article L.441-1 du CCH ; être relogé n'en fait pas un."},
    {"leases_to_under_30",
     "Baux aux ménages de moins de 30 ans",
     "Baux signés dans le mois par des ménages dont l'adulte le plus âgé a moins de 30 ans."},
    {"leases_to_large_families",
     "Baux aux familles nombreuses",
     "Baux du périmètre signés dans le mois par des ménages qui ont trois enfants ou plus au "
     "foyer."},
    {"leases_from_outside",
     "Baux aux ménages venus d'ailleurs",
     "Baux signés dans le mois par des ménages qui vivaient hors de l'agglomération."},
    {"first_lettings",
     "Premières mises en location",
     "Baux signés dans le mois pour des logements livrés neufs et jamais loués."},
    {"relets", "Relocations", "Baux signés dans le mois pour des logements déjà loués auparavant."},
    {"offers",
     "Offres",
     "Offres de logements du périmètre faites dans le mois : acceptées, refusées avant ou après la "
     "commission, ou restées sans réponse."},
    {"refusals_before_commission",
     "Refus avant la commission",
     "Offres de logements du périmètre faites dans le mois et refusées avant la commission."},
    {"refusals_before_commission_per_offer",
     "Refus avant la commission, par offre",
     "Offres de logements du périmètre faites dans le mois et refusées avant la commission, "
     "rapportées à toutes les offres de logements du périmètre faites dans le mois."},
    {"refusals_after_commission",
     "Refus après la commission",
     "Offres de logements du périmètre faites dans le mois et refusées après la commission."},
    {"refusals_after_commission_per_offer",
     "Refus après la commission, par offre",
     "Offres de logements du périmètre faites dans le mois et refusées après la commission, "
     "rapportées à toutes les offres de logements du périmètre faites dans le mois."},
    {"offers_without_answer",
     "Offres sans réponse",
     "Offres de logements du périmètre faites dans le mois et restées sans réponse."},
    {"without_answer_per_offer",
     "Offres sans réponse, par offre",
     "Offres de logements du périmètre faites dans le mois et restées sans réponse, rapportées à "
     "toutes les offres de logements du périmètre faites dans le mois."},
    {"refusals_per_offer",
     "Refus de toutes sortes, par offre",
     "Offres de logements du périmètre faites dans le mois et refusées avant ou après la "
     "commission ou restées sans réponse, rapportées à toutes les offres de logements du périmètre "
     "faites dans le mois."},
    {"offers_by_quartile",
     "Offres, par quartile",
     "Offres faites dans le mois aux demandeurs du quart des demandes, selon le seuil légal."},
    {"refusals_per_offer_by_quartile",
     "Refus de toutes sortes, par offre et par quartile",
     "Offres faites dans le mois aux demandeurs du quart des demandes, selon le seuil légal, et "
     "refusées avant ou après la commission ou restées sans réponse, rapportées à toutes les "
     "offres qui leur ont été faites dans le mois."},
    {"stock",
     "Parc social",
     "Logements sociaux du périmètre loués, vacants ou en travaux, hors logements condamnés, à la "
     "fin du mois."},
    {"stock_by_zone",
     "Parc social, par zone",
     "Logements sociaux de la zone loués, vacants ou en travaux, hors logements condamnés, à la "
     "fin du mois."},
    {"vacancies",
     "Logements sociaux vacants",
     "Logements sociaux du périmètre vides et à louer à la fin du mois, hors logements en travaux "
     "ou condamnés."},
    {"vacancies_by_zone",
     "Logements sociaux vacants, par zone",
     "Logements sociaux de la zone vides et à louer à la fin du mois, hors logements en travaux ou "
     "condamnés."},
    {"vacancies_over_three_months",
     "Logements vacants depuis plus de trois mois",
     "Logements vacants du périmètre, vides depuis le troisième mois civil avant celui-ci ou plus "
     "tôt."},
    {"vacancy_share_over_three_months",
     "Part des logements vacants depuis plus de trois mois",
     "Logements vacants du périmètre, vides depuis le troisième mois civil avant celui-ci ou plus "
     "tôt, rapportés à ses logements loués ou vacants (RPLS : proposés à la location)."},
    {"vacancy_days",
     "Jours de vacance écoulés",
     "Somme, sur les logements vacants du périmètre, des jours entre le milieu du mois où chacun "
     "s'est libéré et la fin de ce mois."},
    {"vacancy_mean_days",
     "Jours de vacance écoulés, en moyenne",
     "Jours entre le milieu du mois où il s'est libéré et la fin de ce mois, en moyenne des "
     "logements vacants du périmètre."},
    {"in_works",
     "Logements en travaux",
     "Logements sociaux vides du périmètre que des travaux empêchent de louer à la fin du mois."},
    {"condemned",
     "Logements condamnés",
     "Logements sociaux vides du périmètre qui ne sont plus loués et attendent leur démolition à "
     "la fin du mois."},
    {"effort_rate_mean",
     "Taux d'effort moyen des locataires sociaux",
     "Loyer et charges, APL déduite, rapportés aux ressources SNE, en moyenne des ménages "
     "locataires sociaux du périmètre."},
    {"effort_rate_over_35_share",
     "Part des locataires sociaux dont le taux d'effort dépasse 35 %",
     "Ménages locataires sociaux du périmètre dont le loyer et les charges, APL déduite, dépassent "
     "35 % des ressources SNE, rapportés aux ménages locataires sociaux du périmètre."},
    {"rent_mass",
     "Loyers des locataires, par bailleur",
     "Loyers principaux, hors charges, des logements du bailleur loués à la fin du mois."},
    {"rent_lost_to_vacancy",
     "Loyers perdus par la vacance",
     "Loyers principaux demandés pour les logements sociaux du périmètre vides et à louer à la fin "
     "du mois."},
    {"allowance_paid",
     "APL des locataires sociaux",
     "APL, selon le barème stylisé, des ménages locataires sociaux du périmètre à la fin du mois."},
    {"housed_wait_mean",
     "Attente moyenne des ménages logés",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois."},
    {"housed_wait_median",
     "Attente médiane des ménages logés",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois."},
    {"housed_wait_p90",
     "90e centile de l'attente des ménages logés",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois."},
    {"housed_wait_mean_by_quartile",
     "Attente moyenne des ménages logés, par quartile (seuil légal)",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, du quart des demandes selon le seuil légal."},
    {"housed_wait_median_by_quartile",
     "Attente médiane des ménages logés, par quartile (seuil légal)",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, du quart des demandes selon le seuil légal."},
    {"housed_wait_p90_by_quartile",
     "90e centile de l'attente des ménages logés, par quartile (seuil légal)",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, du quart des demandes selon le seuil légal."},
    {"housed_wait_mean_by_frozen_quartile",
     "Attente moyenne des ménages logés, par quartile (seuil gelé)",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, du quart des demandes selon le seuil gelé à la fin de l'histoire et "
     "indexé depuis."},
    {"housed_wait_median_by_frozen_quartile",
     "Attente médiane des ménages logés, par quartile (seuil gelé)",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, du quart des demandes selon le seuil gelé à la fin de l'histoire et "
     "indexé depuis."},
    {"housed_wait_p90_by_frozen_quartile",
     "90e centile de l'attente des ménages logés, par quartile (seuil gelé)",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, du quart des demandes selon le seuil gelé à la fin de l'histoire et "
     "indexé depuis."},
    {"housed_wait_mean_by_priority",
     "Attente moyenne des ménages logés, par priorité",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, sans (première valeur) ou d'un (seconde valeur) public prioritaire de "
     "l'article L.441-1 du CCH."},
    {"housed_wait_median_by_priority",
     "Attente médiane des ménages logés, par priorité",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, sans (première valeur) ou d'un (seconde valeur) public prioritaire de "
     "l'article L.441-1 du CCH."},
    {"housed_wait_p90_by_priority",
     "90e centile de l'attente des ménages logés, par priorité",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les ménages qui ont signé un "
     "bail dans le mois, sans (première valeur) ou d'un (seconde valeur) public prioritaire de "
     "l'article L.441-1 du CCH."},
    {"waiting_wait_mean",
     "Attente moyenne des demandes en cours",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération."},
    {"waiting_wait_median",
     "Attente médiane des demandes en cours",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération."},
    {"waiting_wait_p90",
     "90e centile de l'attente des demandes en cours",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la "
     "fin du mois, y compris venant de l'extérieur de l'agglomération."},
    {"waiting_wait_mean_by_quartile",
     "Attente moyenne des demandes en cours, par quartile (seuil légal)",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération, du quart des demandes selon le "
     "seuil légal."},
    {"waiting_wait_median_by_quartile",
     "Attente médiane des demandes en cours, par quartile (seuil légal)",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération, du quart des demandes selon le "
     "seuil légal."},
    {"waiting_wait_p90_by_quartile",
     "90e centile de l'attente des demandes en cours, par quartile (seuil légal)",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la "
     "fin du mois, y compris venant de l'extérieur de l'agglomération, du quart des demandes selon "
     "le seuil légal."},
    {"waiting_wait_mean_by_frozen_quartile",
     "Attente moyenne des demandes en cours, par quartile (seuil gelé)",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération, du quart des demandes selon le "
     "seuil gelé à la fin de l'histoire et indexé depuis."},
    {"waiting_wait_median_by_frozen_quartile",
     "Attente médiane des demandes en cours, par quartile (seuil gelé)",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération, du quart des demandes selon le "
     "seuil gelé à la fin de l'histoire et indexé depuis."},
    {"waiting_wait_p90_by_frozen_quartile",
     "90e centile de l'attente des demandes en cours, par quartile (seuil gelé)",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la "
     "fin du mois, y compris venant de l'extérieur de l'agglomération, du quart des demandes selon "
     "le seuil gelé à la fin de l'histoire et indexé depuis."},
    {"waiting_wait_mean_by_priority",
     "Attente moyenne des demandes en cours, par priorité",
     "Moyenne des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération, sans (première valeur) ou d'un "
     "(seconde valeur) public prioritaire de l'article L.441-1 du CCH."},
    {"waiting_wait_median_by_priority",
     "Attente médiane des demandes en cours, par priorité",
     "Médiane des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la fin "
     "du mois, y compris venant de l'extérieur de l'agglomération, sans (première valeur) ou d'un "
     "(seconde valeur) public prioritaire de l'article L.441-1 du CCH."},
    {"waiting_wait_p90_by_priority",
     "90e centile de l'attente des demandes en cours, par priorité",
     "90e centile des mois écoulés depuis le dépôt de la demande, sur les demandes en cours à la "
     "fin du mois, y compris venant de l'extérieur de l'agglomération, sans (première valeur) ou "
     "d'un (seconde valeur) public prioritaire de l'article L.441-1 du CCH."},
    {"open_requests",
     "Demandes en cours",
     "Demandes en cours à la fin du mois, y compris venant de l'extérieur de l'agglomération."},
    {"open_requests_by_quartile",
     "Demandes en cours, par quartile (seuil légal)",
     "Demandes en cours à la fin du mois dont les ressources SNE par unité de consommation sont "
     "dans le quart que bornent les seuils légaux en vigueur."},
    {"open_requests_by_frozen_quartile",
     "Demandes en cours, par quartile (seuil gelé)",
     "Demandes en cours à la fin du mois dont les ressources SNE par unité de consommation sont "
     "dans le quart que bornent les seuils gelés à la fin de l'histoire et indexés depuis."},
    {"open_requests_by_priority",
     "Demandes en cours, par priorité",
     "Demandes en cours à la fin du mois sans (première valeur) ou avec (seconde valeur) un public "
     "prioritaire de l'article L.441-1 du CCH ; être relogé n'en fait pas un."},
    {"open_transfer_requests",
     "Demandes de mutation en cours",
     "Demandes en cours à la fin du mois de locataires du parc social."},
    {"open_requests_from_outside",
     "Demandes en cours venant de l'extérieur",
     "Demandes en cours à la fin du mois de ménages qui vivent hors de l'agglomération."},
    {"open_requests_of_large_families",
     "Demandes en cours de familles nombreuses",
     "Demandes en cours à la fin du mois de ménages qui ont trois enfants ou plus au foyer."},
    {"open_requests_by_commune",
     "Demandes en cours, par commune demandée",
     "Demandes en cours à la fin du mois qui nomment la commune en premier ; beaucoup en acceptent "
     "d'autres."},
    {"open_requests_beyond_delay",
     "Demandes en cours au-delà du délai anormalement long",
     "Demandes en cours à la fin du mois, y compris venant de l'extérieur de l'agglomération, "
     "déposées depuis plus longtemps que le délai anormalement long en vigueur (CCH L.441-1-4 ; "
     "une règle du scénario)."},
    {"requests_first_quarter_resources",
     "25e centile des ressources des demandes en cours",
     "25e centile, sur les demandes en cours à la fin du mois, des ressources SNE par unité de "
     "consommation, par an."},
    {"first_quartile_threshold_legal",
     "Seuil du 1er quartile des demandeurs (légal)",
     "Ressources SNE par unité de consommation et par an jusqu'auxquelles une demande est du "
     "premier quart, en vigueur depuis le dernier arrêté."},
    {"first_quartile_threshold_frozen",
     "Seuil du 1er quartile des demandeurs (gelé)",
     "Ressources SNE par unité de consommation et par an jusqu'auxquelles une demande est du "
     "premier quart, gelées à la fin de l'histoire et indexées depuis chaque mois de janvier."},
    {"opened",
     "Demandes déposées",
     "Demandes déposées dans le mois, y compris depuis l'extérieur de l'agglomération."},
    {"opened_from_outside",
     "Demandes déposées de l'extérieur",
     "Demandes déposées dans le mois par des ménages qui vivent hors de l'agglomération."},
    {"renewed", "Demandes renouvelées", "Demandes renouvelées dans le mois."},
    {"lapsed", "Demandes caduques", "Demandes radiées dans le mois faute de renouvellement."},
    {"withdrawn",
     "Demandes abandonnées",
     "Demandes closes dans le mois parce que le demandeur y a renoncé ou s'est logé ailleurs."},
    {"closed_by_dissolution",
     "Demandes closes par la fin du ménage",
     "Demandes closes dans le mois parce que leur ménage n'existe plus."},
    {"rejected",
     "Demandes rejetées",
     "Demandes radiées dans le mois parce qu'une commission les a jugées irrecevables."},
    {"struck_off_for_silence",
     "Demandes radiées faute de réponse",
     "Demandes radiées dans le mois parce que le demandeur, qui avait laissé une offre sans "
     "réponse, n'a pas répondu non plus au courrier du bailleur (R.441-2-8 CCH, c)."},
    {"formed",
     "Ménages formés",
     "Ménages de l'agglomération nés dans le mois d'une séparation ou du départ de chez les "
     "parents."},
    {"dissolved",
     "Ménages dissous",
     "Ménages de l'agglomération disparus dans le mois par décès, entrée en établissement ou "
     "union."},
    {"arrived",
     "Arrivées",
     "Ménages arrivés dans le mois de l'extérieur de l'agglomération dans le parc privé."},
    {"arrived_by_lease",
     "Arrivées par un bail",
     "Ménages arrivés dans le mois de l'extérieur de l'agglomération par le bail d'un logement "
     "social."},
    {"left", "Départs", "Ménages qui ont quitté l'agglomération dans le mois."},
    {"births",
     "Naissances",
     "Naissances du mois, dans les ménages de l'agglomération et des demandeurs de l'extérieur."},
    {"deaths",
     "Décès",
     "Décès du mois, dans les ménages de l'agglomération et des demandeurs de l'extérieur."},
    {"unions",
     "Unions",
     "Ménages d'un adulte où un adulte a trouvé un conjoint dans le mois, demandeurs de "
     "l'extérieur compris."},
    {"separations",
     "Séparations",
     "Couples qui se sont séparés dans le mois, demandeurs de l'extérieur compris."},
    {"left_parents",
     "Enfants partis",
     "Enfants qui ont quitté le domicile de leurs parents dans le mois, demandeurs de l'extérieur "
     "compris."},
    {"retired",
     "Départs à la retraite",
     "Adultes partis à la retraite dans le mois, demandeurs de l'extérieur compris."},
    {"care_homes",
     "Entrées en établissement",
     "Adultes partis en établissement dans le mois, demandeurs de l'extérieur compris."},
    {"private_moves",
     "Déménagements du parc privé",
     "Déménagements du mois vers le parc privé ou en son sein, achats compris quand le ménage "
     "déménage."},
    {"bought", "Achats", "Ménages devenus propriétaires dans le mois."},
    {"social_exits",
     "Sorties du parc social",
     "Locataires qui ont quitté le parc social pour le parc privé dans le mois."},
    {"decided_attribution",
     "Décisions : attribution",
     "Candidats du mois, chacun pour un logement du périmètre, à qui il a été attribué sans autre "
     "candidat classé derrière (CCH R.441-3, a)."},
    {"decided_ranked",
     "Décisions : attribution avec classement",
     "Candidats du mois, chacun pour un logement du périmètre, classés avec d'autres : le logement "
     "est attribué au suivant si ceux qui précèdent refusent (CCH R.441-3, b)."},
    {"decided_conditional",
     "Décisions : attribution sous condition suspensive",
     "Candidats du mois, chacun pour un logement du périmètre, seuls ou classés, dont les "
     "ressources n'avaient pas été déclarées : sous condition suspensive de la pièce manquante "
     "(CCH R.441-3, c)."},
    {"decided_non_attribution",
     "Décisions : non-attribution",
     "Candidats du mois, chacun pour un logement du périmètre, que la commission n'a pas retenus "
     "pour leur solvabilité, ou qu'un maire a écartés (CCH R.441-3, d)."},
    {"decided_inadmissible",
     "Décisions : rejet pour irrecevabilité",
     "Demandes du mois présentées pour un logement du périmètre et rejetées parce qu'au-dessus de "
     "tous les plafonds (CCH R.441-3, e)."},
    {"days_of_silence",
     "Jours passés en offres sans réponse",
     "Offres de logements du périmètre restées sans réponse dans le mois, multipliées par les "
     "jours où une offre reste ouverte : la vacance que coûte le silence."},
    {"lists_closed_by_quotas",
     "Listes qu'un quota strict ferme à des demandeurs",
     "Listes des commissions du mois, pour les logements du périmètre, dont un quota strict a tenu "
     "à l'écart quelqu'un qui aurait été parmi les candidats présentés, que son accord ait été "
     "demandé ou non."},
    {"leases_over_ceiling",
     "Baux au-dessus du plafond de ressources",
     "Baux du périmètre signés dans le mois par des ménages au-dessus du plafond du financement du "
     "logement, compte tenu des arrêtés du préfet en vigueur (CCH R.441-1, R.441-1-1)."},
    {"leases_of_wrong_size",
     "Baux d'une taille non louée à un tel ménage",
     "Baux du périmètre signés dans le mois pour moins ou plus de pièces que la typologie de la "
     "stratégie n'en loue à un tel ménage."},
    {"leases_from_short_lists",
     "Baux issus de listes trop courtes",
     "Baux du périmètre signés dans le mois sur une liste de moins de candidats que la loi n'en "
     "demande, alors que d'autres auraient pu venir (CCH R.441-3) ; hors désignations du préfet et "
     "annonces."},
    {"leases_against_quotas",
     "Baux contre un quota strict",
     "Baux du périmètre signés dans le mois par des ménages qu'un quota strict écartait de la "
     "liste."},
    {"diverted_without_consent",
     "Demandes écartées des QPV sans accord",
     "Demandes en cours du mois que la règle d'orientation hors QPV a écartées des listes en QPV "
     "alors qu'elle ne les visait pas, ou sans leur accord. Sans ceux qu'un quota strict tient à "
     "l'écart : voir lists_closed_by_quotas."},
    {"fell_vacant",
     "Logements libérés",
     "Logements sociaux que leurs locataires ont quittés dans le mois, pour un autre, pour le parc "
     "privé, pour ailleurs ou à la fin de leur ménage, quoi qu'ils deviennent."},
    {"delivered", "Logements livrés", "Logements sociaux livrés dans le mois."},
    {"demolished", "Logements démolis", "Logements sociaux démolis dans le mois."},
    {"restructured",
     "Logements de typologie changée",
     "Logements sociaux réunis, divisés ou transformés par le programme de la stratégie dans le "
     "mois, comptés à leur entrée en travaux ; le second de deux logements réunis n'est pas "
     "compté."},
    {"left_stock",
     "Logements sortis du parc",
     "Logements sociaux vendus, ou affectés à une résidence hors CALEOL, par le programme de la "
     "stratégie dans le mois."},
    {"programme_cost",
     "Coût du programme de la stratégie",
     "Coût de la part du mois des livraisons, travaux et programmes d'attractivité propres à la "
     "stratégie, là où le scénario en donne un ; le programme du territoire n'y est pas."},
    {"given_back",
     "Logements rendus",
     "Logements libres du mois, commission par commission, dont le réservataire n'avait personne à "
     "désigner : ils sont revenus au bailleur."},
    {"naming_over",
     "Logements non loués dans le délai de désignation",
     "Logements libres dont le délai de désignation du réservataire s'est achevé dans le mois sans "
     "locataire : ils sont revenus au bailleur."},
    {"quota_bound",
     "Listes qu'un quota a changées",
     "Listes des commissions du mois dont un quota strict a tenu à l'écart quelqu'un qui aurait "
     "été "
     "parmi les candidats présentés, ou sur lesquelles est venu quelqu'un qui a le bonus d'un "
     "quota."},
    {"quota_relaxed",
     "Logements loués avec un quota levé",
     "Logements loués dans le mois alors que le quota qui aurait tenu la liste était levé : ils "
     "étaient vides depuis plus longtemps que le délai fixé."},
    {"diverted_with_consent",
     "Ménages à qui un logement est proposé ailleurs",
     "Ménages qui ont accepté dans le mois qu'un logement hors QPV leur soit proposé plutôt qu'en "
     "QPV."},
    {"overdue_dalo",
     "DALO en retard",
     "Demandes en cours reconnues DALO, sans offre depuis, dont le délai légal d'offre est passé, "
     "à la fin du mois."},
    {"waiting_dalo",
     "DALO sans offre",
     "Demandes en cours reconnues DALO, sans offre depuis, à la fin du mois."},
    {"dalo_offers",
     "DALO : premières offres",
     "Demandes reconnues DALO qui ont eu dans le mois leur première offre depuis."},
    {"dalo_offers_in_time",
     "DALO : premières offres à temps",
     "Demandes reconnues DALO qui ont eu dans le mois leur première offre depuis, dans le délai "
     "légal."},
    {"named_by_prefect",
     "Désignations par le préfet",
     "Logements libres des commissions du mois pour lesquels le préfet a désigné un ménage reconnu "
     "DALO."},
    {"refused_by_landlords",
     "Désignations refusées par des bailleurs",
     "Parmi les désignations du préfet du mois, celles que le bailleur a refusées."},
    {"attributed_by_prefect",
     "Attributions par le préfet malgré un refus",
     "Parmi les désignations qu'un bailleur a refusées dans le mois, celles dont le préfet a fait "
     "une attribution."},
    {"adverts",
     "Logements annoncés",
     "Logements libres des commissions du mois mis en annonce ; celui qui reste vide compte à "
     "chaque commission."},
    {"adverts_unanswered",
     "Annonces sans candidat",
     "Logements annoncés pour lesquels personne de ceux qui ont répondu n'a pu être proposé."},
    {"advert_refusals",
     "Logements annoncés refusés",
     "Offres du mois refusées, ou restées sans réponse, par qui avait répondu à l'annonce."},
    {"named_by_coordination",
     "Listes des commissions de coordination",
     "Logements libres en QPV dont la commission de coordination a désigné les candidats."},
    {"named_by_mayor",
     "Listes des maires",
     "Logements libres dont le maire a désigné les candidats."},
    {"mayor_vetoes", "Candidats écartés", "Candidats qu'un maire a écartés d'une liste."},
    {"named_for_exchange",
     "Listes d'échange",
     "Logements libres proposés à des locataires qui quittent un grand logement, trop grand pour "
     "eux."},
    {"chains",
     "Chaînes de vacance achevées",
     "Chaînes de vacance achevées dans le mois : un logement libre loué par une mutation libère le "
     "logement suivant de sa chaîne."},
    {"chain_mean_length",
     "Longueur moyenne des chaînes",
     "Logements par lesquels sont passées les chaînes de vacance achevées dans le mois, en moyenne "
     "de ces chaînes."},
    {"ledger_households",
     "Registre : variation des ménages d'un QPV",
     "Variation dans le mois, selon ce qui l'a faite, du nombre de ménages du QPV, à périmètre "
     "constant ; un compte, non un effet causal."},
    {"ledger_poor_households",
     "Registre : variation des ménages pauvres d'un QPV",
     "Variation dans le mois, selon ce qui l'a faite, du nombre de ménages du QPV sous le seuil de "
     "pauvreté, à périmètre constant ; un compte, non un effet causal."},
    {"occupants_by_quartile",
     "Occupants du parc social d'un QPV, par quart des demandes",
     "Ménages locataires du parc social du QPV à la fin du mois, chacun selon le quart des "
     "demandes où seraient ses ressources, seuil gelé (pendant l'histoire, seuil légal)."},
    {"occupants_by_type",
     "Occupants du parc social d'un QPV, par composition",
     "Ménages locataires du parc social du QPV à la fin du mois, chacun selon le type de ménage."},
    {"occupants_by_age",
     "Occupants du parc social d'un QPV, par âge",
     "Ménages locataires du parc social du QPV à la fin du mois, chacun selon l'âge de l'adulte le "
     "plus âgé."},
    {"occupants_by_activity",
     "Occupants du parc social d'un QPV, par activité",
     "Ménages locataires du parc social du QPV à la fin du mois, chacun selon la première activité "
     "de ses adultes dans l'ordre emploi stable, emploi précaire, chômage indemnisé, sans emploi "
     "ni indemnité, études, retraite."},
    {"entrants_by_quartile",
     "Entrants dans le parc social d'un QPV, par quart des demandes",
     "Ménages venus dans le mois dans le parc social du QPV, d'où que ce soit et de quelque façon, "
     "chacun selon le quart des demandes où seraient ses ressources, seuil gelé (pendant "
     "l'histoire, seuil légal)."},
    {"entrants_by_type",
     "Entrants dans le parc social d'un QPV, par composition",
     "Ménages venus dans le mois dans le parc social du QPV, d'où que ce soit et de quelque façon, "
     "chacun selon le type de ménage."},
    {"entrants_by_age",
     "Entrants dans le parc social d'un QPV, par âge",
     "Ménages venus dans le mois dans le parc social du QPV, d'où que ce soit et de quelque façon, "
     "chacun selon l'âge de l'adulte le plus âgé."},
    {"entrants_by_activity",
     "Entrants dans le parc social d'un QPV, par activité",
     "Ménages venus dans le mois dans le parc social du QPV, d'où que ce soit et de quelque façon, "
     "chacun selon la première activité de ses adultes dans l'ordre emploi stable, emploi "
     "précaire, chômage indemnisé, sans emploi ni indemnité, études, retraite."},
    {"leavers_by_quartile",
     "Sortants du parc social d'un QPV, par quart des demandes",
     "Ménages qui ont quitté le parc social du QPV dans le mois, pour où que ce soit et de quelque "
     "façon, tels qu'à la fin du mois d'avant, chacun selon le quart des demandes où seraient ses "
     "ressources, seuil gelé (pendant l'histoire, seuil légal)."},
    {"leavers_by_type",
     "Sortants du parc social d'un QPV, par composition",
     "Ménages qui ont quitté le parc social du QPV dans le mois, pour où que ce soit et de quelque "
     "façon, tels qu'à la fin du mois d'avant, chacun selon le type de ménage."},
    {"leavers_by_age",
     "Sortants du parc social d'un QPV, par âge",
     "Ménages qui ont quitté le parc social du QPV dans le mois, pour où que ce soit et de quelque "
     "façon, tels qu'à la fin du mois d'avant, chacun selon l'âge de l'adulte le plus âgé."},
    {"leavers_by_activity",
     "Sortants du parc social d'un QPV, par activité",
     "Ménages qui ont quitté le parc social du QPV dans le mois, pour où que ce soit et de quelque "
     "façon, tels qu'à la fin du mois d'avant, chacun selon la première activité de ses adultes "
     "dans l'ordre emploi stable, emploi précaire, chômage indemnisé, sans emploi ni indemnité, "
     "études, retraite."},
});

}  // namespace

FrenchDefinition french_definition(const IndicatorDescription& indicator) {
    const auto found = std::find_if(
        indicator_definitions.begin(), indicator_definitions.end(), [&](const auto& definition) {
            return definition.indicator == indicator.name;
        });
    if (found == indicator_definitions.end()) {
        return {indicator.long_name, indicator.definition};
    }
    return {std::string(found->label), std::string(found->text)};
}

}  // namespace mixite
