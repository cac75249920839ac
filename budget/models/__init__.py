from budget.models.bewijsstuk import Bewijsstuk
from budget.models.boeking import Akkoord, Boeking
from budget.models.budget import Afsluiting, Budget, Dekking
from budget.models.pot import Pot, Saldo

__all__ = ["Afsluiting", "Akkoord", "Bewijsstuk", "Boeking", "Budget", "Dekking", "Pot", "Saldo"]
