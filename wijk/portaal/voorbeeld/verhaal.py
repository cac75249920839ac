def laad_verhaal(wijk):
    return False
